namespace Vamos.Cli.Reports;

/// <summary>A titled table of texts. Columns without a heading are for pairs of name and value.</summary>
/// <param name="Title">What it is about; empty when it goes on with the section before.</param>
/// <param name="Columns">Headings, or as many empty texts.</param>
/// <param name="Rows">As many texts each as there are columns.</param>
internal sealed record Section(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Names with values; those without a value are left out.</summary>
    public static Section OfFacts(string title, params (string Name, string Value)[] facts) =>
        new(title, ["", ""], [.. facts.Where(fact => fact.Value.Length != 0).Select(fact => new[] { fact.Name, fact.Value })]);

    /// <summary>A row for each item.</summary>
    public static Section Of<T>(string title, IEnumerable<T> items, params (string Heading, Func<T, string> Text)[] columns) =>
        new(title, [.. columns.Select(c => c.Heading)], [.. items.Select(item => columns.Select(c => c.Text(item)).ToArray())]);
}
