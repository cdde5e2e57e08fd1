namespace Vamos.Adapters.Tests.Certification;

using System.Net;
using Vamos.Adapters.Health;
using Vamos.Adapters.Health.Fhir;
using Vamos.Adapters.Health.Hl7;
using Vamos.Adapters.Tests.Lab;
using Vamos.Sandbox.LegacySystems.Health;
using Vamos.Sandbox.Population;
using Xunit.Abstractions;

/// <summary>The health ministry's adapter, certified on its FHIR server and on HL7 over MLLP, with the changes of both.</summary>
public sealed class MspbsCertificationTests(ITestOutputHelper output) : IDisposable
{
    private const string Token = "solo-para-pruebas";

    private const string Expectations = """
        people:
          - national_id: 99000008
            name: child with incomplete vaccination
            records:
              person: { name: { first_given_name: Belén }, sex: SEX_FEMALE, death: null }
              immunizations:
                - { vaccine_code: "19", dose_number: 1, provenance: { system: fhir } }
                - { vaccine_code: "141", dose_number: 1, provenance: { system: hl7-eventos } }
          - national_id: A-99000010
            name: man with the letter
            records: { person: { national_id: A-99000010 } }
          - national_id: 99000003
            name: dead man on a roll
            records: { person: { death: { provenance: { institution: mspbs } } } }
          - national_id: 99000002
            name: man with insurance
            records: { coverage: [{ insurer: IPS, provenance: { system: fhir } }] }
          - national_id: 99000005
            name: pregnant woman
            records: { pregnancies: [{ provenance: { system: fhir } }] }
          - 99000001
          - 99000004
          - 99000006
          - 99000007
          - 99000009
          - 99000010
          - 99000011
          - 99000013
          - 99000014
          - 99000015
          - 99000016
        unknown: [99000012, B-99000010]
        timeouts: { idle: 300ms }
        changes:
          people: [99000014, 99000008]
          times: 4
          within: 10s
          command: 
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vamos-mspbs-certified-");

    [Fact]
    public async Task Adapter_of_the_health_ministry_passes()
    {
        IPEndPoint? listening = null;
        await using var fhir = await FhirServer.StartAsync(House.Population, TimeProvider.System, token: Token);
        await using var hospital = Hl7Sender.Start(
            House.Population, new Hl7SenderSettings { Adapter = () => Volatile.Read(ref listening), Trickle = null }, TimeProvider.System);
        await using var adapter = await RunningAdapter.StartAsync(
            HealthAdapter.With(new HealthSettings
            {
                Fhir = new FhirSettings { Address = fhir.Address, Credentials = FhirCredentials.Bearer(Token) },
                Hl7 = new Hl7Settings
                {
                    Store = Path.Combine(_folder.FullName, "events.db"),
                    Listen = new IPEndPoint(IPAddress.Loopback, 0),
                    Listening = endPoint => Volatile.Write(ref listening, endPoint),
                },
            }),
            code: "mspbs");
        await hospital.FirstMessages.WaitAsync(TimeSpan.FromSeconds(20));
        var child = House.Population.People.Single(person => person.Cedula == new Cedula(TestPeople.ChildWithIncompleteVaccination));
        await using var clerk = OrderedClerk.Start(async (person, before) =>
        {
            if (person == child.Cedula)
                Assert.Equal("AA", await hospital.VaccinateAsync(child, SimulatedVaccine.Influenza, before + 2, CancellationToken.None));
            else
                fhir.AddImmunization(person, "SPR", before + 3, House.Today);
        });

        output.WriteLine(await House.PassesAsync(adapter, Expectations + clerk.Command));

        // People are described by the FHIR server; of them the hospital alone knows this.
        var dead = House.Population.People.Single(person => person.Cedula == new Cedula(TestPeople.IndigenousManOf56));
        Assert.Equal("AA", await hospital.ReportDeathAsync(dead, House.Today, CancellationToken.None));
        await House.OffersWhatItAnswersAsync(adapter);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
