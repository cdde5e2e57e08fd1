namespace Vamos.Trust.Agreements.Explaining;

using System.Text;

/// <summary>The layout of an explanation; a language fills in the words.</summary>
internal abstract class ExplanationText(AgreementExplanation explanation)
{
    private const int Indent = 4;

    private readonly StringBuilder _text = new();

    protected AgreementExplanation Explanation { get; } = explanation;

    protected string Caller => Explanation.ConsumerName is { } name ? $"{Explanation.Consumer} ({name})" : Explanation.Consumer;

    public string Text()
    {
        if (Explanation.Grants.Count == 0)
            return Denied() + "\n";
        foreach (var grant in Explanation.Grants)
        {
            Line(0, Granted(grant));
            foreach (var (name, value) in Terms(grant.Grant))
                Line(1, $"{name}: {value}");
            List(Released, grant.Granted);
            List(Removed, grant.Withheld);
        }

        return _text.ToString();
    }

    protected abstract string Released { get; }

    protected abstract string Removed { get; }

    protected abstract string Denied();

    protected abstract string Granted(ExplainedGrant grant);

    protected abstract IEnumerable<(string Name, string Value)> Terms(MethodGrant grant);

    /// <summary>A time as documents write it, in the largest unit that fits.</summary>
    protected static string Span(TimeSpan span) => span switch
    {
        { Ticks: > 0 } when span.Ticks % TimeSpan.TicksPerDay == 0 => $"{span.Days} d",
        { Ticks: > 0 } when span.Ticks % TimeSpan.TicksPerHour == 0 => $"{(int)span.TotalHours} h",
        { Ticks: > 0 } when span.Ticks % TimeSpan.TicksPerMinute == 0 => $"{(int)span.TotalMinutes} min",
        _ => $"{(long)span.TotalSeconds} s",
    };

    private void List(string title, IReadOnlyList<string> paths)
    {
        if (paths.Count == 0)
            return;
        Line(1, title + ":");
        foreach (var path in paths)
            Line(2, path);
    }

    private void Line(int depth, string line) => _text.Append(' ', depth * Indent).Append(line).Append('\n');
}
