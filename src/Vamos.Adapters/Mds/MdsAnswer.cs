namespace Vamos.Adapters.Mds;

using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>One person's answer, put together from what was read for all.</summary>
internal sealed class MdsAnswer(MdsReading reading, FactKinds kinds)
{
    public PersonRecords For(NationalId id)
    {
        var key = CedulaKey.Of(id);
        var person = reading.Persons[key].Where(row => row.IsSound).MaxBy(row => row.Changed, StringComparer.Ordinal);
        var (form, sheet) = CurrentForm(key);
        var records = new PersonRecords
        {
            NationalId = id,
            Found = reading.Persons.Contains(key) || reading.Sheets.Contains(key) || reading.Rolls.Contains(key),
        };
        if (!records.Found)
            return records;

        if (kinds.Contains(FactKind.Person))
            records.Person = person?.Person ?? FromSheet(reading.Sheets[key], form);
        if (kinds.Contains(FactKind.Disability) && person?.Certificate is { } certificate)
            records.DisabilityCertificates.Add(certificate);
        if (kinds.Contains(FactKind.Enrollment))
            records.Enrollments.Add(Enrollments(key, form));
        AddObjections(records, key, sheet);
        if (form is { IsSound: true })
            AddForm(records, form, sheet);

        records.Issues.Add(IssuesOf(key, form).Where(issue => kinds.Contains(issue.Kind)));
        return records;
    }

    /// <summary>The form of the latest visit, and the person's own sheet in it. Of two that both call themselves current, the later one is.</summary>
    private (FormRow? Form, MemberRow? Sheet) CurrentForm(string key)
    {
        var current = reading.Sheets[key]
            .Select(sheet => (Form: reading.Forms.GetValueOrDefault(sheet.FormKey), Sheet: sheet))
            .Where(pair => pair.Form is not null)
            .OrderByDescending(pair => pair.Form!.IsSound)
            .ThenByDescending(pair => pair.Form!.Household.InterviewDate?.ToIso() ?? "", StringComparer.Ordinal)
            .ThenByDescending(pair => pair.Form!.Changed, StringComparer.Ordinal)
            .FirstOrDefault();
        return (current.Form, current.Sheet is { IsSound: true } ? current.Sheet : null);
    }

    private static Person? FromSheet(IEnumerable<MemberRow> sheets, FormRow? form)
    {
        if (sheets.LastOrDefault(sheet => sheet.IsSound && (form is null || sheet.FormKey == form.Key)) is not { } sheet)
            return null;
        var person = sheet.Person.Clone();
        person.Residence = form?.Household.Place;
        person.Provenance = form?.Household.Provenance ?? MdsProvenance.Of("ficha-hogar", null);
        return person;
    }

    private IEnumerable<Enrollment> Enrollments(string key, FormRow? form)
    {
        var own = reading.Rolls[key].Where(row => row.IsSound).Select(row => row.Enrollment);
        var family = form is null || form.Code.Length == 0 ? [] : reading.RollsByFamily[form.Code]
            .Where(row => row.IsSound && row.Subject is not null && CedulaKey.Of(row.Subject) != key)
            .Select(row => new Enrollment(row.Enrollment) { Payee = row.Subject });
        // Lists were imported twice at times; the copies differ in their keys only.
        return own.Concat(family).DistinctBy(enrollment => new Enrollment(enrollment) { Provenance = null });
    }

    private void AddObjections(PersonRecords records, string key, MemberRow? sheet)
    {
        var objections = reading.Persons[key].SelectMany(row => reading.Objections[row.Key]).Where(row => row.IsSound)
            .DistinctBy(row => (row.Kind, row.Provider)).ToList();
        if (kinds.Contains(FactKind.Retirement))
        {
            foreach (var objection in objections.Where(row => row.Kind == ObjectionKind.Retired))
            {
                var benefit = new RetirementBenefit
                {
                    Payer = objection.Provider,
                    Kind = RetirementBenefitKind.Retirement,
                    Provenance = MdsProvenance.Of("objeciones-pension", objection.Reported),
                };
                if (sheet?.Retirement is > 0 and var amount)
                    benefit.Amount = amount;
                records.RetirementBenefits.Add(benefit);
            }
        }

        if (!kinds.Contains(FactKind.Coverage))
            return;
        records.Coverage.Add(objections.Where(row => row is { Kind: ObjectionKind.Employed, Provider: "IPS" }).Select(row => new SocialSecurityCoverage
        {
            Insurer = row.Provider,
            Role = CoverageRole.Contributor,
            Provenance = MdsProvenance.Of("objeciones-pension", row.Reported),
        }));
    }

    private void AddForm(PersonRecords records, FormRow form, MemberRow? sheet)
    {
        if (kinds.Contains(FactKind.Household))
        {
            var household = form.Household.Clone();
            household.Members.Add(reading.Members[form.Key].Where(row => row.IsSound).Select(row => row.Member));
            records.Households.Add(household);
        }

        if (kinds.Contains(FactKind.Pregnancy) && sheet is { Member: { HasPregnant: true, Pregnant: true } })
            records.Pregnancies.Add(new PregnancyRecord { NotedDate = form.Household.InterviewDate, Provenance = form.Household.Provenance });
        // The herd is the household's, and is counted for its head.
        if (kinds.Contains(FactKind.Livestock) && form.Cattle is { } cattle && sheet is { Member.Kinship: Kinship.Head })
            records.Livestock.Add(new LivestockHolding { Cattle = cattle, Date = form.Household.InterviewDate, Provenance = form.Household.Provenance });
    }

    private IEnumerable<RecordIssue> IssuesOf(string key, FormRow? form)
    {
        IEnumerable<MdsRow> rows = [.. reading.Persons[key], .. reading.Sheets[key], .. reading.Rolls[key]];
        if (form is not null)
            rows = [.. rows, form, .. reading.Members[form.Key], .. reading.RollsByFamily[form.Code]];
        // The person's own sheet is among the sheets of the form as well.
        return rows.SelectMany(row => row.Issues).Distinct();
    }
}
