namespace Vamos.Adapters.Mds.Drops;

using Google.Protobuf.WellKnownTypes;
using Vamos.Adapter.V1;
using Vamos.Adapters.Drops;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>What the accepted files say about each of some people.</summary>
internal sealed class MdsDropsAnswer
{
    private readonly FactKinds _kinds;
    private readonly Dictionary<DropLayout, ILookup<string, StoredRow>> _rows;
    private readonly ILookup<string, StoredRow> _households;
    private readonly ILookup<string, StoredRow> _members;
    private readonly List<RecordIssue> _missing;

    public MdsDropsAnswer(DropReading reading, IReadOnlyList<NationalId> people, FactKinds kinds)
    {
        _kinds = kinds;
        var keys = people.Select(DropKey.Of).Distinct().ToList();
        // A person may be known by any of the files, whatever is asked.
        _rows = MdsDrops.FactLayouts.Where(layout => layout != MdsFormFiles.Households)
            .ToDictionary(layout => layout, layout => reading.OfPeople(layout, keys));
        var sheets = kinds.Contains(FactKind.Household) ? _rows[MdsFormFiles.Members].SelectMany(rows => rows) : [];
        var groups = sheets.Select(row => row.Group).Distinct().ToList();
        _households = reading.OfGroups(MdsFormFiles.Households, groups);
        _members = reading.OfGroups(MdsFormFiles.Members, groups);
        _missing = [.. Missing(reading).Where(issue => kinds.Contains(issue.Kind))];
    }

    public PersonRecords For(NationalId id)
    {
        var key = DropKey.Of(id);
        var rows = _rows.Values.SelectMany(found => found[key]).ToList();
        var records = new PersonRecords { NationalId = id, Found = rows.Count != 0 };
        records.Issues.Add(_missing);
        if (!records.Found)
            return records;

        records.Issues.Add(rows.SelectMany(row => row.Issues).Where(issue => _kinds.Contains(issue.Kind)));
        if (_kinds.Contains(FactKind.Person) && Sound(MdsListFiles.Dead, key).FirstOrDefault() is { } death)
            records.Person = DeadPerson(id, death);
        if (_kinds.Contains(FactKind.Coverage))
            records.Coverage.Add(Sound(MdsListFiles.Employed, key).Where(row => row.Drop.Part == MdsListFiles.Ips).DistinctBy(row => row.Key).Select(Insured));
        if (_kinds.Contains(FactKind.Retirement))
            records.RetirementBenefits.Add(Sound(MdsListFiles.Retired, key).Select(Benefit).Distinct());
        if (_kinds.Contains(FactKind.Enrollment))
            records.Enrollments.Add(Sound(MdsListFiles.Candidates, key).DistinctBy(row => row.Key).Select(Application));
        if (_kinds.Contains(FactKind.Household))
            AddHouseholds(records, key);
        return records;
    }

    /// <summary>The name under which a file's facts are known.</summary>
    public static string SystemOf(DropLayout layout) => $"archivo-{layout.Name.Replace('_', '-')}";

    private static IEnumerable<RecordIssue> Missing(DropReading reading) =>
        from layout in MdsDrops.FactLayouts
        where layout == MdsListFiles.Employed
            ? !reading.Drops.Any(drop => drop.Layout == layout.Name && drop.Part == MdsListFiles.Ips)
            : !reading.Has(layout)
        from kind in layout.Kinds
        select new RecordIssue { RecordSource = layout.Name, Reason = "no file has been accepted yet", Kind = kind };

    private IEnumerable<StoredRow> Sound(DropLayout layout, string key) => _rows[layout][key].Where(row => row.IsSound);

    // Only what the list says: the register of people says the rest.
    private static Person DeadPerson(NationalId id, StoredRow row)
    {
        var death = Death.Parser.ParseFrom(row.Value);
        death.Provenance = ProvenanceOf(MdsListFiles.Dead, row);
        return new Person { NationalId = id, Death = death, Provenance = death.Provenance };
    }

    private static SocialSecurityCoverage Insured(StoredRow row) => new()
    {
        Insurer = "IPS",
        Role = CoverageRole.Contributor,
        Provenance = ProvenanceOf(MdsListFiles.Employed, row),
    };

    private static RetirementBenefit Benefit(StoredRow row)
    {
        var benefit = RetirementBenefit.Parser.ParseFrom(row.Value);
        benefit.Payer = MdsListFiles.ProviderOf(row.Drop.Part);
        benefit.Provenance = ProvenanceOf(MdsListFiles.Retired, row);
        return benefit;
    }

    private static Enrollment Application(StoredRow row) => new()
    {
        ProgrammeCode = "pension-adultos-mayores",
        ProgrammeName = "Pensión Universal de Adultos Mayores",
        Unit = BeneficiaryUnit.Person,
        Status = EnrollmentStatus.Applied,
        Provenance = ProvenanceOf(MdsListFiles.Candidates, row),
    };

    private void AddHouseholds(PersonRecords records, string key)
    {
        foreach (var sheet in Sound(MdsFormFiles.Members, key).Where(row => row.Group.Length != 0).DistinctBy(row => row.Group))
        {
            var parts = _households[sheet.Group].Concat(_members[sheet.Group]).ToList();
            records.Issues.Add(parts.SelectMany(row => row.Issues).Except(records.Issues));
            // The later of two visits to one household.
            var household = _households[sheet.Group].Where(row => row.IsSound).Select(row => HouseholdRecord.Parser.ParseFrom(row.Value))
                .MaxBy(form => form.InterviewDate?.ToIso() ?? "", StringComparer.Ordinal);
            if (household is null)
            {
                if (_households.Contains(sheet.Group))
                    continue;
                records.Issues.Add(new RecordIssue
                {
                    RecordSource = sheet.Drop.File,
                    RecordKey = $"line {sheet.Line}",
                    Reason = "of a household that is not in the accepted file of households",
                    Kind = FactKind.Household,
                });
                continue;
            }

            household.Provenance = MdsProvenance.Of(SystemOf(MdsFormFiles.Households), household.InterviewDate);
            foreach (var member in _members[sheet.Group].Where(row => row.IsSound).Select(row => HouseholdRecord.Parser.ParseFrom(row.Value)))
            {
                household.Members.Add(member.Members);
                if (member.HasQualityOfLifeIndex)
                    household.QualityOfLifeIndex = member.QualityOfLifeIndex;
            }

            records.Households.Add(household);
        }
    }

    private static Provenance ProvenanceOf(DropLayout layout, StoredRow row)
    {
        var provenance = MdsProvenance.Of(SystemOf(layout), null);
        provenance.AsOf = Timestamp.FromDateTimeOffset(row.Drop.AsOf);
        return provenance;
    }
}
