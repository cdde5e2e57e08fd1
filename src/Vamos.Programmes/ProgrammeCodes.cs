namespace Vamos.Programmes;

using System.Collections.Frozen;
using Vamos.Documents;

/// <summary>The names of programmes: the code of the rules, and the codes by which rolls know the same programme.</summary>
internal sealed class ProgrammeCodes(IEnumerable<KeyValuePair<string, string>> rollCodes)
{
    public const string Pattern = "^[a-z0-9][a-z0-9-]*$";
    public const string Rule = "the code of a programme: lower case with hyphens, for example tekopora";

    private readonly FrozenDictionary<string, string> _canonical = rollCodes.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The code of the rules for a code of a roll; any other code is itself.</summary>
    public string Canonical(string code) => _canonical.GetValueOrDefault(code, code);

    /// <summary>Finds codes that no rules have.</summary>
    public static void Check(DocumentReading at, string path, string code, IReadOnlySet<string> programmes)
    {
        if (code.Length != 0 && !programmes.Contains(code))
            at.Error(path, $"is '{code}', which is the code of no programme; there are {string.Join(", ", programmes.Order(StringComparer.Ordinal))}");
    }
}
