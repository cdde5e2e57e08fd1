namespace Vamos.LoadTest.Eligibility;

using Vamos.Adapter.V1;
using Vamos.Adapters;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>An adapter whose legacy system answers at once: it knows everybody, and of everybody the same. Counts whom it was asked for.</summary>
internal sealed class InstantAdapter(string institution, params FactKind[] kinds) : IInstitutionAdapter
{
    private const int LargestBatch = 500;

    private readonly Provenance _provenance = new() { Institution = institution, System = "instant" };
    private long _asked;

    public string Institution => institution;

    public long Asked => Interlocked.Read(ref _asked);

    public DescribeResponse Describe() => new()
    {
        Institution = institution,
        DisplayName = institution,
        AdapterVersion = "load",
        ContractVersion = "vamos.adapter.v1",
        BatchSize = LargestBatch,
        OfferedFacts = { kinds.Select(kind => new OfferedFact { Kind = kind, System = "instant" }) },
    };

    public Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<PersonRecords>> GetRecordsAsync(IReadOnlyList<NationalId> people, FactKinds wanted, CancellationToken cancellationToken)
    {
        Interlocked.Add(ref _asked, people.Count);
        return Task.FromResult<IReadOnlyList<PersonRecords>>([.. people.Select(id => Records(id, wanted))]);
    }

    private PersonRecords Records(NationalId id, FactKinds wanted)
    {
        var records = new PersonRecords { NationalId = id, Found = true };
        if (wanted.Contains(FactKind.Person))
        {
            records.Person = new Person
            {
                NationalId = id,
                Name = new PersonName { FirstGivenName = "Ana", FirstSurname = "Duarte" },
                BirthDate = new Date { Year = 1950, Month = 6, Day = 15 },
                Sex = Sex.Female,
                NationalityStatus = NationalityStatus.Natural,
                Provenance = _provenance.Clone(),
            };
        }

        if (wanted.Contains(FactKind.Enrollment))
        {
            records.Enrollments.Add(new Enrollment
            {
                ProgrammeCode = "tekopora",
                Unit = BeneficiaryUnit.Household,
                Status = EnrollmentStatus.Graduated,
                Provenance = _provenance.Clone(),
            });
        }

        return records;
    }
}
