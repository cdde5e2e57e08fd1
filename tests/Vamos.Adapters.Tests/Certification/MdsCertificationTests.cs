namespace Vamos.Adapters.Tests.Certification;

using Vamos.Adapters.Drops;
using Vamos.Adapters.Mds;
using Vamos.Adapters.Tests.Lab;
using Vamos.Sandbox.LegacySystems.Mds;
using Vamos.Sandbox.Population;
using Xunit.Abstractions;

/// <summary>The social development ministry's adapter, hosted by the kit, is certified like anybody's: database, nightly files and the changes of both.</summary>
public sealed class MdsCertificationTests(ITestOutputHelper output) : IDisposable
{
    private const string Expectations = """
        people:
          - national_id: 99000004
            name: mother in Villeta
            records:
              person: { name: { first_given_name: MARÍA, first_surname: BENÍTEZ }, sex: SEX_FEMALE, death: null }
              enrollments: [{ programme_code: tekopora, instalment: 12, provenance: { system: padron-tekopora } }]
              households: [{ place: { district_code: "1116" } }]
          - national_id: A-99000010
            name: man with the letter
            records: { person: { name: { first_given_name: NICOLÁS }, national_id: A-99000010 } }
          - national_id: 99000003
            name: dead man on a roll
            records:
              person: { death: { provenance: { institution: mds } } }
              enrollments: [{ programme_code: pension-adultos-mayores, amount: 724762 }]
          - national_id: 99000011
            name: man with two incomes
            records: { retirement_benefits: [{ provenance: { system: archivo-jubilados-pensionados } }] }
          - national_id: 99000002
            name: man with a salary
            records: { coverage: [{ insurer: IPS, provenance: { system: archivo-empleados } }] }
          - 99000001
          - 99000005
          - 99000006
          - 99000007
          - 99000008
          - 99000009
          - 99000010
          - 99000013
          - 99000014
          - 99000015
          - 99000016
        unknown: [99000012, B-99000010]
        timeouts: { idle: 300ms }
        changes:
          people: [99000004, 99000001]
          times: 4
          within: 10s
          command: 
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vamos-mds-certified-");

    [Fact]
    public async Task Adapter_of_the_social_development_ministry_passes()
    {
        var inbox = Path.Combine(_folder.FullName, "inbox");
        await using var database = await MdsDatabaseSystem.StartAsync(
            Path.Combine(_folder.FullName, "mds.db"), House.Population, TimeProvider.System, CancellationToken.None);
        await using var files = await NightlyFiles.StartAsync(inbox, House.Population, CancellationToken.None);
        await using var adapter = await RunningAdapter.StartAsync(MdsAdapter.With(new MdsSettings
        {
            ConnectionString = database.ConnectionString,
            Drops = new DropSettings { Inbox = inbox, Store = Path.Combine(_folder.FullName, "drops.db"), PollInterval = TimeSpan.FromMilliseconds(100) },
        }));
        await House.TakenAsync(inbox);
        var state = EnrolmentState.Active;
        await using var clerk = OrderedClerk.Start(async (person, before) =>
        {
            if (person.Number == TestPeople.MotherInVilleta)
            {
                // Another state each time: the time of a change has seconds only, and a row that says the same again has not changed.
                state = state == EnrolmentState.Active ? EnrolmentState.Suspended : EnrolmentState.Active;
                Assert.True(await database.Clerk.ChangeEnrolmentAsync(person, Programme.Tekopora, state, CancellationToken.None));
                return;
            }

            files.Die(person, House.Today.AddDays(-30 + before));
            await files.WriteNightAsync(House.Today, CancellationToken.None);
        });

        output.WriteLine(await House.PassesAsync(adapter, Expectations + clerk.Command));
        await House.OffersWhatItAnswersAsync(adapter);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
