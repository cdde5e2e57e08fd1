namespace Vamos.Fips.Index.Documents;

using Vamos.Documents;
using Vamos.Fips.Index.Measures;
using Vamos.Fips.V1;

/// <summary>What a table of weights must hold to be used: every answer in exactly one class, and no household beyond 100.</summary>
internal static class WeightsCheck
{
    private const decimal Most = 100;

    public static void Run(WeightsDocument document, DocumentReading reading)
    {
        CheckLevels(document, reading);
        CheckOnce(document.Variables.Select(variable => variable.Code), "variables", "code", reading);
        CheckOnce(document.Variables.Select(variable => $"{variable.Number}"), "variables", "number", reading);
        for (var i = 0; i < document.Variables.Count; i++)
            CheckVariable(document.Variables[i], $"variables[{i}]", reading);
        CheckSum(document, "urban", entry => entry.Urban, reading);
        CheckSum(document, "rural", entry => entry.Rural, reading);
    }

    private static void CheckLevels(WeightsDocument document, DocumentReading reading)
    {
        const string path = "years_of_study";
        var known = AnswerWords.Of<EducationLevel>();
        CheckOnce(document.YearsOfStudy.Select(entry => entry.Level), path, "level", reading);
        for (var i = 0; i < document.YearsOfStudy.Count; i++)
        {
            if (!known.ContainsKey(document.YearsOfStudy[i].Level))
                reading.Error($"{path}[{i}].level", $"is no level of education; the levels are {string.Join(", ", known.Keys)}");
        }

        if (known.Keys.Except(document.YearsOfStudy.Select(entry => entry.Level)).ToList() is { Count: > 0 } missing)
            reading.Error(path, $"lacks {string.Join(", ", missing)}");
    }

    private static void CheckOnce(IEnumerable<string> values, string list, string key, DocumentReading reading)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, value) in values.Index())
        {
            if (!seen.Add(value))
                reading.Error($"{list}[{i}].{key}", $"is {value}, as in another entry");
        }
    }

    private static void CheckVariable(VariableDocument variable, string path, DocumentReading reading)
    {
        if (variable.Verified && variable.Source is null)
            reading.Error($"{path}.source", "is missing: what is verified names how");
        if (!variable.Verified && variable.Note is null)
            reading.Error($"{path}.note", "is missing: what is not verified says what was supposed");
        if (!MeasureCatalogue.ByName.TryGetValue(variable.Measure, out var measure))
        {
            reading.Error($"{path}.measure", $"is nothing that can be read in a form; known are {string.Join(", ", MeasureCatalogue.ByName.Keys.Order())}");
            return;
        }

        CheckOnce(variable.Classes.Select(entry => $"{entry.Class}"), $"{path}.classes", "class", reading);
        CheckAnswers(variable, measure, path, reading);
        CheckBands(variable, measure, path, reading);
    }

    private static void CheckAnswers(VariableDocument variable, Measure measure, string path, DocumentReading reading)
    {
        var placed = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < variable.Classes.Count; i++)
        {
            foreach (var answer in variable.Classes[i].Answers)
            {
                var entry = $"{path}.classes[{i}].answers";
                if (!measure.Answers.ContainsKey(answer))
                    reading.Error(entry, $"has {answer}, which is no answer; the answers are {string.Join(", ", measure.Answers.Keys)}");
                else if (!placed.Add(answer))
                    reading.Error(entry, $"has {answer} again");
            }
        }

        if (measure.Answers.Keys.Except(placed).ToList() is { Count: > 0 } missing)
            reading.Error($"{path}.classes", $"do not say where these answers fall: {string.Join(", ", missing)}");
    }

    private static void CheckBands(VariableDocument variable, Measure measure, string path, DocumentReading reading)
    {
        decimal? end = null;
        var bands = variable.Classes.Where(entry => entry.Answers.Count == 0).OrderBy(entry => entry.AtMost ?? decimal.MaxValue).ToList();
        if (!measure.Counts)
        {
            if (variable.Classes.Any(entry => entry.Answers.Count == 0 || entry.MoreThan is not null || entry.AtMost is not null))
                reading.Error($"{path}.classes", "must have answers and no bounds: the measure is no number");
            return;
        }

        foreach (var band in bands)
        {
            if (band.MoreThan != end)
                reading.Error($"{path}.classes", $"leave a gap or overlap: class {band.Class} must begin where the one below it ends");
            end = band.AtMost;
        }

        if (bands.Count == 0 || bands[^1].AtMost is not null)
            reading.Error($"{path}.classes", "have no class without an end, so that great numbers fall nowhere");
    }

    private static void CheckSum(WeightsDocument document, string area, Func<ClassDocument, decimal> points, DocumentReading reading)
    {
        var sum = document.Variables.Sum(variable => variable.Classes.Select(points).DefaultIfEmpty().Max());
        if (sum > Most)
            reading.Error("variables", $"give an {area} household up to {sum} points, may give at most {Most}");
    }
}
