namespace Vamos.Adapters;

using System.Collections.Frozen;
using Vamos.Adapters.Mds;
using Vamos.Hosting.Settings;

/// <summary>The adapters that this program has, by the code of the institution. A new institution adds a folder and a line here.</summary>
public static class AdapterCatalogue
{
    private static readonly FrozenDictionary<string, Entry> Entries = new Dictionary<string, Entry>(StringComparer.Ordinal)
    {
        ["mds"] = new("Mds", section => MdsAdapter.With(MdsSettings.Read(section))),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Codes of all of them.</summary>
    public static IReadOnlyList<string> Institutions => [.. Entries.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The adapter of an institution; null when there is none.</summary>
    public static Entry? Find(string institution) => Entries.GetValueOrDefault(institution);

    /// <summary>An adapter that can be hosted.</summary>
    /// <param name="Section">Its section of the configuration.</param>
    /// <param name="Read">Reads the section and makes the adapter.</param>
    public sealed record Entry(string Section, Func<SettingsReader, Func<IServiceProvider, IInstitutionAdapter>> Read);
}
