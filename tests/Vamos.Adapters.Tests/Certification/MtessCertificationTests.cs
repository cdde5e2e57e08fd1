namespace Vamos.Adapters.Tests.Certification;

using Vamos.Adapters.Drops;
using Vamos.Adapters.Mtess;
using Vamos.Adapters.Mtess.History;
using Vamos.Adapters.Soap;
using Vamos.Adapters.Tests.Lab;
using Vamos.Sandbox.LegacySystems.Mtess;
using Vamos.Sandbox.Population;
using Xunit.Abstractions;

/// <summary>The labour ministry's adapter, certified on its SOAP service and its payrolls, with the changes of both.</summary>
public sealed class MtessCertificationTests(ITestOutputHelper output) : IDisposable
{
    private const int Workers = 30;

    private const string Expectations = """
        unknown: [99000012, A-99000002, 99000001]
        timeouts: { idle: 300ms }
        people:
          - national_id: 99000002
            name: man with a salary
            records:
              person: null
              employment:
                - { monthly_salary: 4200000, end_date: null, provenance: { institution: mtess, system: historial-laboral } }
                - { monthly_salary: 4200000, provenance: { system: reop-planillas } }

        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vamos-mtess-certified-");

    [Fact]
    public async Task Adapter_of_the_labour_ministry_passes()
    {
        var inbox = Path.Combine(_folder.FullName, "inbox");
        var soap = new MtessSoapOptions();
        var register = EmploymentRegister.Of(House.Population, TimeProvider.System);
        // The payrolls have a register of their own, so that what changes in them changes nowhere else.
        var declared = EmploymentRegister.Of(House.Population, TimeProvider.System);
        await using var service = await MtessSoapService.StartAsync(register, soap, TimeProvider.System, CancellationToken.None);
        await using var payrolls = await MtessPayrollFiles.StartAsync(declared, inbox, TimeProvider.System, CancellationToken.None);
        await using var adapter = await RunningAdapter.StartAsync(
            MtessAdapter.With(new MtessSettings
            {
                History = new HistorySettings { Soap = new SoapSettings { Address = service.Address, User = soap.User, Password = soap.Password } },
                Payrolls = new DropSettings
                {
                    Inbox = inbox, Store = Path.Combine(_folder.FullName, "payrolls.db"), PollInterval = TimeSpan.FromMilliseconds(100),
                },
            }),
            code: "mtess");
        await House.TakenAsync(inbox);
        var others = register.Employments.Select(employment => employment.Worker).Distinct()
            .Where(worker => worker.Number != TestPeople.ManWithSalary).Take(Workers).ToArray();
        await using var clerk = OrderedClerk.Start((person, before) =>
        {
            if (person == others[0])
            {
                register.Hire(person, "CAJERA", 2_900_000 + (before * 10_000));
                return Task.CompletedTask;
            }

            // Another salary each time: a line that says the same again changes nothing.
            declared.Hire(person, "REPOSITOR", 2_800_000 + (before * 10_000));
            return payrolls.WriteAsync(CancellationToken.None);
        });

        var report = await House.PassesAsync(adapter, $"""
            {Expectations}{string.Concat(others.Select(worker => $"  - {worker}\n"))}
            changes:
              command: {clerk.Command}
              people: [{others[0]}, {others[1]}]
              times: 4
              within: 10s
            """);
        output.WriteLine(report);
        await House.OffersWhatItAnswersAsync(adapter);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
