namespace Vamos.Adapters.Tests.Certification;

using Vamos.Adapters.Tests.Lab;
using Vamos.Adapters.Tests.Mds;
using Xunit.Abstractions;

/// <summary>The ministry's adapter, hosted by the kit, is certified like anybody's.</summary>
[Collection(OnSqlite.Name)]
public sealed class MdsCertificationTests(SqliteLab lab, ITestOutputHelper output)
{
    private const string Expectations = """
        people:
          - national_id: 99000004
            name: mother in Villeta
            records:
              person: { name: { first_given_name: MARÍA, first_surname: BENÍTEZ }, sex: SEX_FEMALE, death: null }
              enrollments: [{ programme_code: tekopora, status: ENROLLMENT_STATUS_ACTIVE, instalment: 12, end_date: null }]
              households: [{ place: { district_code: "1116" } }]
          - national_id: A-99000010
            name: man with the letter
            records: { person: { name: { first_given_name: NICOLÁS }, national_id: A-99000010 } }
          - national_id: 99000003
            name: dead man on a roll
            records: { enrollments: [{ programme_code: pension-adultos-mayores, amount: 724762 }] }
          - 99000001
          - 99000005
          - 99000011
        unknown: [99000012, B-99000010]
        timeouts: { idle: 300ms }
        """;

    [Fact]
    public async Task Adapter_of_the_ministry_passes()
    {
        var certified = await Certified.RunAsync(lab.Adapter.Host.Port, Expectations);

        output.WriteLine(certified.Output);
        Assert.True(certified.ExitCode == 0, certified.Output + certified.Errors);
    }
}
