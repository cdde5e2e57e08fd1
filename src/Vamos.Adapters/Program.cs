using Vamos.Adapters;
using Vamos.Adapters.Hosting;

return await AdapterProgram.RunAsync(args, AdapterCatalogue.All);
