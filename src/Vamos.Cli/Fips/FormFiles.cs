namespace Vamos.Cli.Fips;

using System.CommandLine;
using Vamos.Cli.CommandLine;
using Vamos.Fips.Documents;

/// <summary>The argument that names files with forms.</summary>
internal sealed class FormFiles
{
    public Argument<string[]> Argument { get; } = new("file")
    {
        Description = "Files with forms: YAML (.yaml, .yml), several separated by ---; or JSON, one, a list, or one in each line.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Every form of every file, as it is read.</summary>
    /// <exception cref="UsageException">A file cannot be opened.</exception>
    public IEnumerable<(string File, FormEntry Entry)> Read(ParseResult parsed) =>
        parsed.GetValue(Argument)!.SelectMany(file => Entries(file).Select(entry => (file, entry)));

    private static IEnumerable<FormEntry> Entries(string file)
    {
        using var entries = FormDocument.Read(file).GetEnumerator();
        while (Next(entries))
            yield return entries.Current;
    }

    private static bool Next(IEnumerator<FormEntry> entries)
    {
        try
        {
            return entries.MoveNext();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"file: {e.Message}");
        }
    }
}
