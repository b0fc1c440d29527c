// Starts `backline lsp` for Markdown files and the plain text they are made from. Everything else is the
// server's; it has nothing to say of text that is no draft's source.
const { commands, window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

/** The draft in front and where the cursor stands in it, as the server's commands take it. */
function here() {
  const editor = window.activeTextEditor;
  if (!editor) {
    return [];
  }
  const { line, character } = editor.selection.active;
  return [{ uri: editor.document.uri.toString(), position: { line, character } }];
}

/** Starts the server that the settings name; says what would help where it cannot. */
async function start() {
  const settings = workspace.getConfiguration("backline");
  const command = settings.get("path") || "backline";
  client = new LanguageClient(
    "backline",
    "backline",
    { command, args: ["lsp"] },
    {
      documentSelector: [
        { scheme: "file", language: "markdown" },
        { scheme: "file", language: "mdx" },
        { scheme: "file", language: "plaintext" },
        { scheme: "file", pattern: "**/*transcript*" },
        { scheme: "file", pattern: "**/backline.toml" },
      ],
      initializationOptions: {
        debounceMs: settings.get("debounceMs"),
        transcripts: settings.get("transcripts"),
        config: settings.get("config"),
      },
      synchronize: { configurationSection: "backline" },
      // The server registers its commands; from the palette they come without arguments.
      middleware: {
        executeCommand: (command, args, next) => next(command, args.length === 0 ? here() : args),
      },
    },
  );
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const open = "Open settings";
    const chosen = await window.showErrorMessage(
      `backline did not start: "${command}" (${error.message ?? error}). Install it, or set backline.path.`,
      open,
    );
    if (chosen === open) {
      await commands.executeCommand("workbench.action.openSettings", "backline.path");
    }
  }
}

async function stop() {
  const running = client;
  client = undefined;
  await running?.stop();
}

async function restart() {
  await stop();
  await start();
}

exports.activate = async function activate(context) {
  context.subscriptions.push(
    commands.registerCommand("backline.restart", restart),
    workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("backline.path")) {
        await restart();
      }
    }),
  );
  await start();
};

exports.deactivate = stop;
