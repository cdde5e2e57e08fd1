namespace Vamos.Adapters.Mtess.Payrolls;

using Google.Protobuf.WellKnownTypes;
using Vamos.Adapter.V1;
using Vamos.Adapters.Drops;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>What the accepted payrolls say about each of some people.</summary>
internal sealed class PayrollAnswer
{
    private readonly ILookup<string, StoredRow>[] _rows;

    public PayrollAnswer(DropReading reading, IReadOnlyList<NationalId> people)
    {
        var keys = people.Select(DropKey.Of).Distinct().ToList();
        _rows = [.. PayrollLayouts.All.Select(layout => reading.OfPeople(layout, keys))];
    }

    public PersonRecords For(NationalId id)
    {
        var key = DropKey.Of(id);
        var rows = _rows.SelectMany(rows => rows[key]).ToList();
        return new PersonRecords
        {
            NationalId = id,
            Found = rows.Count != 0,
            // A salary is paid every month; of one employment the last month counts.
            Employment =
            {
                rows.Where(row => row.IsSound).Select(Employment)
                    .GroupBy(employment => (employment.EmployerNumber, employment.StartDate))
                    .Select(months => months.MaxBy(employment => employment.SalaryPeriod?.ToIso() ?? "", StringComparer.Ordinal)!),
            },
            Issues = { rows.SelectMany(row => row.Issues) },
        };
    }

    private static EmploymentRecord Employment(StoredRow row)
    {
        var employment = EmploymentRecord.Parser.ParseFrom(row.Value);
        employment.Provenance ??= MtessProvenance.Of(MtessProvenance.Payrolls, Timestamp.FromDateTimeOffset(row.Drop.AsOf));
        return employment;
    }
}
