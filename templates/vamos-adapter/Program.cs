using MyAdapter;
using Vamos.Adapters.Hosting;

return await AdapterProgram.RunAsync(
    args, [new AdapterEntry("institution-code", "Register", section => RegisterAdapter.With(RegisterSettings.Read(section)))]);
