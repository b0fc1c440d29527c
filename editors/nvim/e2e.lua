-- Writers' sessions without hands, one line per step on stdout:
--
--   mend    open, squiggle, hover, quick fix, references, save, quit; in a copy of fixtures/frozen-boards
--   write   timeline, fact, quotation and placeholder from the menu, then quotation, number, placeholder and fact by
--           completion; in a copy of fixtures/thermostat-drift with the draft below
--
--   nvim --headless --clean -n -i NONE +'luafile e2e.lua'
--
-- BACKLINE is the server, BACKLINE_NVIM_SETUP this folder, BACKLINE_NVIM_HOW `enable` (0.11 and later) or `start` (0.10
-- and later), BACKLINE_NVIM_SESSION `mend` or `write`. Started by tests/it/editors.rs.
local start = vim.uv and vim.uv.hrtime() or vim.loop.hrtime()
local function say(...)
  local now = vim.uv and vim.uv.hrtime() or vim.loop.hrtime()
  io.stdout:write(string.format("%6.0f ms  %s\n", (now - start) / 1e6, string.format(...)))
  io.stdout:flush()
end
local function fail(...)
  say("%s", "FAILED: " .. string.format(...))
  for _, client in pairs(vim.lsp.get_clients()) do client:stop(true) end
  vim.cmd("cquit 1")
end
local function wait(what, ready, ms)
  if not vim.wait(ms or 20000, ready, 20) then fail("waited in vain for %s", what) end
end

-- Attaches, as editors/nvim/README.md says.
local function attach()
  local how = vim.env.BACKLINE_NVIM_HOW or "enable"
  if how == "enable" and not vim.lsp.enable then how = "start" end
  if how == "enable" then
    vim.opt.runtimepath:prepend(vim.env.BACKLINE_NVIM_SETUP)
    vim.lsp.enable("backline")
  else
    vim.api.nvim_create_autocmd("FileType", {
      pattern = { "markdown", "text" },
      callback = function(event)
        vim.lsp.start({ name = "backline", cmd = { vim.env.BACKLINE, "lsp" },
          root_dir = vim.fs.root(event.buf, { "backline.toml", ".git" }) })
      end,
    })
  end
  return how
end

local function mend()
  -- 1. Attach.
  local version = vim.version()
  local how = attach()
  vim.cmd.edit("draft.md")
  local buffer = vim.api.nvim_get_current_buf()
  local function client() return vim.lsp.get_clients({ name = "backline", bufnr = buffer })[1] end
  wait("the server to attach", function() return client() ~= nil and client().initialized end)
  say("Neovim %d.%d.%d, attached by %s, offsets in %s", version.major, version.minor, version.patch,
    how == "enable" and "vim.lsp.enable" or "vim.lsp.start", client().offset_encoding)

  -- 2. The squiggle under the wrong number.
  local function wrong()
    for _, it in ipairs(vim.diagnostic.get(buffer)) do
      local line = vim.api.nvim_buf_get_lines(buffer, it.lnum, it.lnum + 1, false)[1] or ""
      if tostring(it.code) == "contradicted-number" and line:sub(it.col + 1, it.end_col):find("140", 1, true) then
        return it
      end
    end
  end
  wait("the diagnostic on 140", function() return wrong() ~= nil end)
  local before = #vim.diagnostic.get(buffer)
  local squiggle = wrong()
  say("%d diagnostics; line %d: %s [%s]", before, squiggle.lnum + 1, squiggle.message, squiggle.code)
  if not squiggle.message:find("120", 1, true) then fail("the message does not say 120: %s", squiggle.message) end

  -- 3. The hover, read from its window.
  vim.api.nvim_win_set_cursor(0, { squiggle.lnum + 1, squiggle.col })
  vim.lsp.buf.hover()
  local float
  wait("the hover's window", function()
    for _, it in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(it).relative ~= "" then float = it end
    end
    return float ~= nil
  end)
  local hover = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(float), 0, -1, false), "\n")
  vim.api.nvim_win_close(float, true)
  say("hover: %s", (hover:gsub("%s*\n%s*", " / ")))
  if not hover:find("120", 1, true) then fail("the hover does not show the line that says 120") end

  -- 4. The quick fix, chosen from the real menu.
  local menu
  vim.ui.select = function(items, options, choose)
    menu = {}
    for n, it in ipairs(items) do
      menu[n] = options.format_item and options.format_item(it) or tostring(it)
    end
    for n, it in ipairs(items) do
      if menu[n]:find("120", 1, true) then return choose(it, n) end
    end
    fail("no action offers 120: %s", table.concat(menu, " / "))
  end
  vim.lsp.buf.code_action()
  local function line() return vim.api.nvim_buf_get_lines(buffer, squiggle.lnum, squiggle.lnum + 1, false)[1] end
  wait("the quick fix", function() return line():find("120 boards", 1, true) ~= nil end)
  say("quick fix, out of %s: %s", menu and (#menu .. " actions") or "one action", line())
  for _, it in ipairs(menu or {}) do say("  %s", it) end
  wait("the squiggle to go", function() return wrong() == nil and #vim.diagnostic.get(buffer) < before end)
  say("%d diagnostics left", #vim.diagnostic.get(buffer))

  -- 5. From a line of the transcript back to the sentences of the draft.
  vim.cmd.split("transcript.txt")
  local source = vim.api.nvim_get_current_buf()
  wait("the server to attach to the transcript", function()
    return #vim.lsp.get_clients({ name = "backline", bufnr = source }) == 1
  end)
  if #vim.lsp.get_clients({ name = "backline" }) ~= 1 then fail("the transcript has a server of its own") end
  local at = vim.fn.search([[The first ring is 120 boards]], "w")
  local sentences
  vim.lsp.buf.references(nil, { on_list = function(list) sentences = list.items end })
  wait("the references of the transcript's line", function() return sentences ~= nil end)
  local found = false
  for _, it in ipairs(sentences) do found = found or it.text:find("120 boards", 1, true) ~= nil end
  say("transcript.txt:%d is used in %d places", at, #sentences)
  if not found then fail("the mended sentence is not among them") end
  vim.cmd.close()

  -- 6. Save, and let the server go.
  vim.cmd("silent write")
  say("saved")
  client():stop()
  wait("the server to stop", function() return #vim.lsp.get_clients({ name = "backline" }) == 0 end, 10000)
  say("stopped; passed")
  vim.cmd("qa!")
end

-- What a writer types and picks. Keys are read between the steps, so this runs as a coroutine beside the editor.
local function write()
  local function until_(what, ready)
    local deadline = vim.uv.hrtime() + 20e9
    while not ready() do
      if deadline < vim.uv.hrtime() then fail("waited in vain for %s", what) end
      local co = coroutine.running()
      vim.defer_fn(function() coroutine.resume(co) end, 20)
      coroutine.yield()
    end
  end
  attach()
  vim.o.completeopt = "menuone,noselect,popup"
  vim.api.nvim_create_autocmd("LspAttach", { callback = function(event)
    if vim.lsp.completion and vim.lsp.completion.enable then
      vim.lsp.completion.enable(true, event.data.client_id, event.buf, { autotrigger = true })
    end
  end })
  vim.cmd.edit("blog-draft-warm-regards-part-3.md")
  local buffer = vim.api.nvim_get_current_buf()
  local function client() return vim.lsp.get_clients({ name = "backline", bufnr = buffer })[1] end
  until_("the server to attach", function() return client() ~= nil and client().initialized end)
  local function text() return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), "\n") end

  -- 1. The menu, at a sentence of the section that fits.
  local function pick(at, title, becomes)
    vim.fn.cursor(1, 1)
    if vim.fn.search(at, "W") == 0 then fail("no line has %s", at) end
    local menu = {}
    local before = select(2, text():gsub(vim.pesc(becomes), ""))
    vim.ui.select = function(items, options, choose)
      for n, it in ipairs(items) do
        menu[n] = options.format_item and options.format_item(it) or tostring(it)
      end
      for n, it in ipairs(items) do
        if menu[n]:find(title, 1, true) then return choose(it, n) end
      end
      fail("no action is called %s: %s", title, table.concat(menu, " / "))
    end
    vim.lsp.buf.code_action()
    local function times() return select(2, text():gsub(vim.pesc(becomes), "")) end
    until_(becomes, function() return before < times() end)
    say("picked out of %d: %s", #menu, title)
    return menu
  end
  local menu = pick("sat in a T-shirt", "Insert timeline section", "<!-- backline:timeline -->")
  for _, it in ipairs(menu) do
    say("  %s", it)
    if vim.fn.strchars(it) > 115 then fail("too long for a menu: %s", it) end
  end

  pick("Every autumn", "Fact: ", " <!-- cite: transcript.txt#L")
  pick("How we know", "Quote Stellan: ", "Stellan said. <!-- cite: transcript.txt#L")
  pick("sat in a T-shirt", "Insert [Screenshot 01", "[Screenshot 01: fleet dashboard")

  -- 2. Completion, as it is typed.
  if not (vim.lsp.completion and vim.lsp.completion.enable) then
    say("no completion in this Neovim")
  else
    local function complete(keys, label, becomes)
      vim.fn.cursor(vim.fn.line("$"), 1)
      vim.api.nvim_input("o<CR>" .. keys)
      until_("the keys", function() return vim.fn.getline("."):find(keys, 1, true) ~= nil end)
      -- What opens nothing is asked for by hand, as with CTRL-X CTRL-O.
      if not keys:find('["%[@]$') then (vim.lsp.completion.get or vim.lsp.completion.trigger)() end
      local function items() return vim.fn.complete_info({ "items" }).items end
      until_("a list behind " .. keys, function() return vim.fn.pumvisible() == 1 and 0 < #items() end)
      for n, it in ipairs(items()) do
        if it.abbr:find(label, 1, true) then
          say("completed %s out of %d: %s (%s)", keys, #items(), it.abbr, it.menu)
          vim.api.nvim_input(("<C-n>"):rep(n) .. "<C-y>")
          until_(becomes, function() return text():find(becomes, 1, true) ~= nil end)
          vim.api.nvim_input("<Esc>")
          until_("normal mode", function() return vim.api.nvim_get_mode().mode == "n" end)
          return
        end
      end
      local all = vim.tbl_map(function(it) return it.abbr end, items())
      fail("%s is not offered behind %s: %s", label, keys, table.concat(all, " / "))
    end
    complete('"', "Sensors are never wrong", '"Sensors are never wrong together," Stellan said. <!-- cite: transcript.txt#L')
    complete("Of these, 1,9", "1,912", "Of these, 1,912")
    complete("[", "Screenshot 02", "[Screenshot 02: ")
    complete("offline", "31 thermostats were offline", "31 thermostats were offline and haven't reported an offset yet. <!-- cite: ")
  end

  -- 3. All of it holds.
  local wrong = function()
    return vim.tbl_filter(function(it) return it.severity == vim.diagnostic.severity.ERROR end, vim.diagnostic.get(buffer))
  end
  vim.cmd("silent write")
  until_("the check of what was put in", function() return client() ~= nil and next(client().requests) == nil end)
  if 0 < #wrong() then fail("what was put in is wrong: %s", vim.inspect(wrong()[1].message)) end
  client():stop()
  until_("the server to stop", function() return #vim.lsp.get_clients({ name = "backline" }) == 0 end)
  say("stopped; passed")
  vim.cmd("qa!")
end

if vim.env.BACKLINE_NVIM_SESSION == "write" then
  local co = coroutine.create(function()
    local ok, problem = xpcall(write, debug.traceback)
    if not ok then fail("%s", problem) end
  end)
  vim.schedule(function() coroutine.resume(co) end)
else
  local ok, problem = xpcall(mend, debug.traceback)
  if not ok then fail("%s", problem) end
end
