namespace Vamos.Trust.Agreements.Checks;

using Vamos.Documents;
using Vamos.Trust.Agreements.Documents;
using Vamos.Trust.Agreements.Fields;

/// <summary>What must hold within one agreement, and between it and the institutions.</summary>
internal sealed class AgreementRules(IReadOnlyDictionary<string, Institution> institutions, IReadOnlySet<string>? programmes, DateOnly today)
{
    private const int DaysOfNotice = 30;

    public void Check(Located<Agreement> document)
    {
        var (at, agreement) = document;
        Parties(at, agreement.Parties);
        Times(at, agreement);
        for (var i = 1; i < agreement.Purposes.Count; i++)
        {
            if (agreement.Purposes.Take(i).Contains(agreement.Purposes[i]))
                at.Error($"purposes[{i}]", "is given twice");
        }

        Programmes(at, agreement);
        Methods(at, agreement);
        if (agreement.Quota.PerDay != 0 && agreement.Quota.PerSecond > agreement.Quota.PerDay)
            at.Error("quota.per_second", $"is {agreement.Quota.PerSecond}, more than the {agreement.Quota.PerDay} of a whole day");
    }

    private void Parties(DocumentReading at, Parties parties)
    {
        Institution(at, "parties.consumer", parties.Consumer, InstitutionRole.Consumer);
        for (var i = 0; i < parties.Providers.Count; i++)
        {
            Institution(at, $"parties.providers[{i}]", parties.Providers[i], InstitutionRole.Provider);
            if (parties.Providers.Take(i).Contains(parties.Providers[i]))
                at.Error($"parties.providers[{i}]", "is given twice");
        }
    }

    private void Institution(DocumentReading at, string path, string code, InstitutionRole role)
    {
        if (code.Length == 0)
            return;
        var name = role == InstitutionRole.Consumer ? "consumer" : "provider";
        if (!institutions.TryGetValue(code, out var institution))
            at.Error(path, $"is '{code}', which {AgreementFiles.InstitutionsFile} does not have; it has {InOrder(institutions.Keys)}");
        else if (!institution.Roles.Contains(role))
            at.Error(path, $"is '{code}', which has not the role {name} in {AgreementFiles.InstitutionsFile}");
    }

    private void Times(DocumentReading at, Agreement agreement)
    {
        var (from, until) = (agreement.Validity.From, agreement.Validity.Until);
        if (at.IsBroken("validity") || at.IsBroken("validity.from") || at.IsBroken("validity.until"))
            return;
        if (until < from)
            at.Error("validity.until", $"is {until:yyyy-MM-dd}, before the first day, {from:yyyy-MM-dd}");
        else if (until < today)
            at.Warning("validity.until", $"is past: the agreement expired on {until:yyyy-MM-dd}, and everything under it is refused");
        else if (until < today.AddDays(DaysOfNotice))
            at.Warning("validity.until", $"is near: the agreement expires on {until:yyyy-MM-dd}");
        if (!at.IsBroken("instrument.date") && agreement.Instrument.Date > from)
            at.Error("instrument.date", $"is {agreement.Instrument.Date:yyyy-MM-dd}, after the first day of the agreement, {from:yyyy-MM-dd}");
    }

    private void Programmes(DocumentReading at, Agreement agreement)
    {
        if (agreement.Programmes.Count == 0)
            return;
        for (var i = 0; i < agreement.Programmes.Count; i++)
        {
            if (programmes is not null && agreement.Programmes[i].Length != 0 && !programmes.Contains(agreement.Programmes[i]))
                at.Error($"programmes[{i}]", $"is '{agreement.Programmes[i]}', which is no programme; there are {InOrder(programmes)}");
            if (agreement.Programmes.Take(i).Contains(agreement.Programmes[i]))
                at.Error($"programmes[{i}]", "is given twice");
        }

        var methods = agreement.Methods.Select(m => ExchangedMethods.Find(m.Method)).ToList();
        if (methods.Count != 0 && methods.TrueForAll(m => m is { NamesProgramme: false }))
            at.Error("programmes", "bounds nothing, since no method of the agreement asks about a programme; leave it out");
    }

    private static void Methods(DocumentReading at, Agreement agreement)
    {
        var given = new HashSet<ExchangedMethod>();
        var personal = false;
        for (var i = 0; i < agreement.Methods.Count; i++)
        {
            var path = $"methods[{i}]";
            var name = agreement.Methods[i].Method;
            if (name.Length == 0 || name[0] == '/' || ExchangedMethods.Find(name) is not { } method)
            {
                if (name.Length != 0)
                    at.Error($"{path}.method", $"is '{name}', which is no method that agreements grant; {Suggest(name)}");
                continue;
            }

            personal |= method.IsPersonal;
            if (!given.Add(method))
                at.Error($"{path}.method", $"is '{name}', which the agreement grants already; join the two");
            Fields(at, method, agreement.Methods[i].Fields, path);
        }

        if (personal && agreement.Purposes.Count == 0)
            at.Error("purposes", "must name at least one purpose, since the agreement grants methods with personal data");
    }

    private static void Fields(DocumentReading at, ExchangedMethod method, IReadOnlyList<string> fields, string path)
    {
        var tree = new FieldTree();
        for (var f = 0; f < fields.Count; f++)
        {
            var place = $"{path}.fields[{f}]";
            if (fields[f].Length == 0)
                continue;
            if (FieldPath.Parse(method.Descriptor.OutputType, fields[f], out var segments) is { } wrong)
                at.Error(place, $"is '{fields[f]}', which {wrong}");
            else if (!tree.Add(segments))
                at.Error(place, $"is '{fields[f]}', which the paths before it grant already; leave it out");
        }
    }

    private static string InOrder(IEnumerable<string> codes) => string.Join(", ", codes.Order(StringComparer.Ordinal));

    private static string Suggest(string name)
    {
        var resembling = string.Join(" or ", ExchangedMethods.Resembling(name));
        return resembling.Length != 0 ? $"meant is perhaps {resembling}" : "it is written Service/Method, for example BeneficiaryService/GetBeneficiary";
    }
}
