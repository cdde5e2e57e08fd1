namespace Vamos.Programmes.Checks;

using Vamos.Documents;
using Vamos.Programmes.Documents;

/// <summary>What must hold among the rules of incompatibility.</summary>
internal static class IncompatibilityRules
{
    public static void Check(Located<IncompatibilitiesDocument> document, IReadOnlySet<string> codes)
    {
        var at = document.At;
        var given = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < document.Value.Rules.Count; i++)
        {
            var rule = document.Value.Rules[i];
            var path = $"rules[{i}]";
            if (rule.Code.Length != 0 && !given.TryAdd(rule.Code, at.LineOf($"{path}.code")))
                at.Error($"{path}.code", $"is '{rule.Code}', which stands at line {given[rule.Code]} already; a code is given once");
            ProgrammeRules.Verified(at, path, rule.Verified, rule.Source);
            if (rule.ValidUntil < rule.ValidFrom)
                at.Error($"{path}.valid_until", $"is {rule.ValidUntil:yyyy-MM-dd}, before the first day, {rule.ValidFrom:yyyy-MM-dd}");
            for (var p = 0; p < rule.EnrolledIn.Count; p++)
            {
                ProgrammeCodes.Check(at, $"{path}.enrolled_in[{p}]", rule.EnrolledIn[p], codes);
                if (rule.EnrolledIn.Take(p).Contains(rule.EnrolledIn[p]))
                    at.Error($"{path}.enrolled_in[{p}]", "is given twice");
            }

            if (!at.IsBroken($"{path}.demands"))
                rule.Demands.Check(at, $"{path}.demands", codes);
        }
    }
}
