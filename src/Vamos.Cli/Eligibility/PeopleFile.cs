namespace Vamos.Cli.Eligibility;

using Vamos.Cli.CommandLine;
using Vamos.Common.V1;

/// <summary>
/// People to be judged: a text file with a cédula in each line, alone or in the column <c>cedula</c> of a table with a heading, separated by commas
/// or semicolons. Read line by line, however long it is.
/// </summary>
internal sealed class PeopleFile(string path)
{
    private static readonly string[] Headings = ["cedula", "cédula", "national_id", "documento"];

    /// <summary>How many lines there are.</summary>
    public long CountLines() => Lines().LongCount();

    /// <summary>Every line that is not empty: its number, counted from 1, and the person; null when there is no cédula in it.</summary>
    public IEnumerable<(long Line, NationalId? Person)> Read()
    {
        var column = 0;
        var number = 0L;
        foreach (var line in Lines())
        {
            number++;
            var fields = line.Split(line.Contains(';', StringComparison.Ordinal) ? ';' : ',');
            if (number == 1 && Array.FindIndex(fields, field => Headings.Contains(Bare(field), StringComparer.OrdinalIgnoreCase)) is >= 0 and var heading)
            {
                column = heading;
                continue;
            }

            if (line.AsSpan().Trim().IsEmpty)
                continue;
            yield return (number, column < fields.Length && NationalId.TryParse(Bare(fields[column]), out var id) ? id : null);
        }
    }

    private static string Bare(string field) => field.Trim().Trim('"', '\uFEFF').Trim();

    private IEnumerable<string> Lines()
    {
        try
        {
            return File.ReadLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--input: {e.Message}");
        }
    }
}
