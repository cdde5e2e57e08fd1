using Vamos.Sandbox;

return await SandboxCommand.RunAsync(args);
