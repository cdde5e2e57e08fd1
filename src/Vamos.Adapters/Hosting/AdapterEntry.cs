namespace Vamos.Adapters.Hosting;

using Vamos.Hosting.Settings;

/// <summary>An adapter that a program can host.</summary>
/// <param name="Institution">Code of the institution, as in its certificate.</param>
/// <param name="Section">Its section of the configuration.</param>
/// <param name="Read">Reads the section, leaves errors with the reader, and makes the adapter with the host's services at hand.</param>
public sealed record AdapterEntry(string Institution, string Section, Func<SettingsReader, Func<IServiceProvider, IInstitutionAdapter>> Read);
