namespace Vamos.Trust.Agreements.Checks;

using Vamos.Documents;
using Vamos.Exchange.V1;
using Vamos.Trust.Agreements.Documents;

/// <summary>
/// No question may stand under two agreements at once, since their fields, quotas and instruments differ: the same consumer,
/// method and purpose, in the same period, for the same programmes where the method asks about one.
/// </summary>
internal static class OverlapRule
{
    public static void Check(IReadOnlyList<Located<Agreement>> documents)
    {
        foreach (var consumer in documents.Where(d => d.Value.Parties.Consumer.Length != 0).GroupBy(d => d.Value.Parties.Consumer))
        {
            var agreements = consumer.ToList();
            for (var later = 1; later < agreements.Count; later++)
            {
                for (var earlier = 0; earlier < later; earlier++)
                    Compare(agreements[earlier], agreements[later]);
            }
        }
    }

    private static void Compare(Located<Agreement> earlier, Located<Agreement> later)
    {
        var (one, other) = (earlier.Value, later.Value);
        if (one.Validity.Until < other.Validity.From || other.Validity.Until < one.Validity.From || BrokenTimes(earlier) || BrokenTimes(later))
            return;

        var methods = one.Methods.Select(m => ExchangedMethods.Find(m.Method)).ToHashSet();
        for (var i = 0; i < other.Methods.Count; i++)
        {
            if (ExchangedMethods.Find(other.Methods[i].Method) is not { } method || !methods.Contains(method))
                continue;
            if (method.NamesProgramme && Apart(one.Programmes, other.Programmes))
                continue;
            var purposes = one.Purposes.Intersect(other.Purposes).ToList();
            if (method.IsPersonal && purposes.Count == 0)
                continue;
            later.At.Error(
                $"methods[{i}].method",
                $"is granted by '{one.Id}' ({earlier.At.File}) too{Which(method, purposes)} in the same period; a question must stand under one agreement");
        }
    }

    private static bool BrokenTimes(Located<Agreement> document) =>
        document.At.IsBroken("validity.from") || document.At.IsBroken("validity.until");

    private static bool Apart(IReadOnlyList<string> one, IReadOnlyList<string> other) =>
        one.Count != 0 && other.Count != 0 && !one.Intersect(other).Any();

    private static string Which(ExchangedMethod method, IEnumerable<Purpose> purposes) =>
        method.IsPersonal ? " for " + string.Join(", ", purposes.Select(Contracts.Exchange.ExchangeMetadata.NameOf)) : "";
}
