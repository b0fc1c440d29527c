-- backline for Neovim 0.11 and later: put this file on the runtime path as lsp/backline.lua and call
-- vim.lsp.enable("backline"). It only says how to start the server.
return {
  cmd = { vim.env.BACKLINE or "backline", "lsp" },
  filetypes = { "markdown", "text" },
  root_markers = { "backline.toml", ".git" },
}
