-- A writer's session without hands: open, squiggle, hover, quick fix, save, quit. One line per step on stdout.
--
--   nvim --headless --clean -n -i NONE +'luafile e2e.lua'
--
-- in a copy of fixtures/frozen-boards. BACKLINE is the server, BACKLINE_NVIM_SETUP this folder, and
-- BACKLINE_NVIM_HOW `enable` (0.11 and later) or `start` (0.10 and later). Started by tests/it/editors.rs.
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

local function session()
  local version = vim.version()
  local how = vim.env.BACKLINE_NVIM_HOW or "enable"
  if how == "enable" and not vim.lsp.enable then how = "start" end

  -- 1. Attach, as editors/nvim/README.md says.
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

local ok, problem = xpcall(session, debug.traceback)
if not ok then fail("%s", problem) end
