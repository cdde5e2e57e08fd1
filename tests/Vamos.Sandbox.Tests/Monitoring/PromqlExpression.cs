namespace Vamos.Sandbox.Tests.Monitoring;

using System.Text.RegularExpressions;

/// <summary>
/// A PromQL expression, read as far as it takes to know that it has a form and which series and labels it names. Not all of the language: what it
/// does not know it refuses.
/// </summary>
internal sealed partial class PromqlExpression
{
    private static readonly HashSet<string> Aggregations = ["sum", "avg", "min", "max", "count", "topk", "bottomk", "quantile"];

    // the number of arguments of each
    private static readonly Dictionary<string, int> Functions = new()
    {
        ["rate"] = 1, ["irate"] = 1, ["increase"] = 1, ["delta"] = 1, ["abs"] = 1, ["time"] = 0, ["vector"] = 1, ["clamp_min"] = 2, ["histogram_quantile"] = 2,
    };

    private static readonly HashSet<string> OverRanges = ["rate", "irate", "increase", "delta"];

    private static readonly Dictionary<string, int> Binary = new()
    {
        ["or"] = 0, ["and"] = 1, ["unless"] = 1, ["=="] = 2, ["!="] = 2, [">="] = 2, ["<="] = 2, [">"] = 2, ["<"] = 2, ["+"] = 3, ["-"] = 3, ["*"] = 4, ["/"] = 4,
    };

    private readonly List<string> _tokens;
    private readonly List<(string Name, List<string> Labels)> _series = [];
    private readonly List<string> _grouped = [];
    private int _at;

    private PromqlExpression(List<string> tokens) => _tokens = tokens;

    /// <summary>The series that it reads, each with the labels by which they are chosen.</summary>
    public IReadOnlyList<(string Name, List<string> Labels)> Series => _series;

    /// <summary>The labels by which it groups or joins.</summary>
    public IReadOnlyList<string> Grouped => _grouped;

    private string Next => _at < _tokens.Count ? _tokens[_at] : "";

    [GeneratedRegex("""\G\s*(?:(?<token>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\d+(?:\.\d+)?(?:ms|[smhdwy])?|[a-zA-Z_:][a-zA-Z0-9_:]*|=~|!~|==|!=|>=|<=|[-+*/><=(){}\[\],])|(?<end>$))""")]
    private static partial Regex Token { get; }

    [GeneratedRegex("^[a-zA-Z_:][a-zA-Z0-9_:]*$")]
    private static partial Regex Word { get; }

    [GeneratedRegex("^[0-9]+(?:ms|[smhdwy])$")]
    private static partial Regex Duration { get; }

    /// <exception cref="FormatException">It has no form that is known here.</exception>
    public static PromqlExpression Parse(string text)
    {
        var tokens = new List<string>();
        var at = 0;
        // what Grafana fills in
        text = text.Replace("$__rate_interval", "1m", StringComparison.Ordinal);
        while (at < text.Length)
        {
            var match = Token.Match(text, at);
            if (!match.Success || match.Length == 0)
                throw new FormatException($"'{text[at..]}' begins with nothing that is known");
            if (match.Groups["token"].Success)
                tokens.Add(match.Groups["token"].Value);
            at += match.Length;
        }

        var expression = new PromqlExpression(tokens);
        expression.ReadBinary(0);
        return expression.Next.Length == 0 ? expression : throw new FormatException($"'{expression.Next}' is left over");
    }

    private void ReadBinary(int least)
    {
        ReadOperand();
        while (Binary.TryGetValue(Next, out var strength) && strength >= least)
        {
            _at++;
            if (Next is "on" or "ignoring")
                ReadLabels();
            ReadBinary(strength + 1);
        }
    }

    private void ReadOperand()
    {
        if (Next == "-")
            _at++;
        if (Next == "(")
        {
            ReadArguments(1);
            return;
        }

        if (Next.Length != 0 && char.IsDigit(Next[0]) && !Duration.IsMatch(Next))
        {
            _at++;
            return;
        }

        var name = Next is "{" ? "" : Take(Word);
        if (Aggregations.Contains(name))
            ReadAggregation(name);
        else if (Next == "(")
            ReadArguments(Functions.TryGetValue(name, out var count) ? count : throw new FormatException($"there is no function {name}"), OverRanges.Contains(name));
        else
            ReadSeries(name, range: false);
    }

    private void ReadAggregation(string name)
    {
        var grouped = ReadGrouping();
        ReadArguments(name is "topk" or "bottomk" or "quantile" ? 2 : 1);
        if (!grouped)
            ReadGrouping();
    }

    private bool ReadGrouping()
    {
        if (Next is not ("by" or "without"))
            return false;
        ReadLabels();
        return true;
    }

    private void ReadLabels()
    {
        _at++;
        Take("(");
        while (Next != ")")
        {
            _grouped.Add(Take(Word));
            if (Next != ")")
                Take(",");
        }

        Take(")");
    }

    private void ReadArguments(int count, bool ranges = false)
    {
        Take("(");
        for (var i = 0; i < count; i++)
        {
            if (i != 0)
                Take(",");
            if (ranges)
                ReadSeries(Take(Word), range: true);
            else
                ReadBinary(0);
        }

        Take(")");
    }

    private void ReadSeries(string name, bool range)
    {
        var labels = new List<string>();
        if (Next == "{")
        {
            for (_at++; Next != "}";)
            {
                labels.Add(Take(Word));
                if (Next is not ("=" or "!=" or "=~" or "!~"))
                    throw new FormatException($"'{Next}' stands where a label is compared");
                _at++;
                if (Next.Length == 0 || Next[0] is not ('"' or '\''))
                    throw new FormatException($"'{Next}' stands where a label has its value");
                _at++;
                if (Next != "}")
                    Take(",");
            }

            Take("}");
        }

        if (range)
        {
            Take("[");
            Take(Duration);
            Take("]");
        }

        _series.Add((name, labels));
    }

    private void Take(string token)
    {
        if (Next != token)
            throw new FormatException($"'{Next}' stands where {token} belongs");
        _at++;
    }

    private string Take(Regex form)
    {
        var token = Next;
        if (!form.IsMatch(token))
            throw new FormatException($"'{token}' stands where {form} belongs");
        _at++;
        return token;
    }
}
