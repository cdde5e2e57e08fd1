using Vamos.Hub;

return await HubHost.RunAsync(args);
