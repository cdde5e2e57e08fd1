namespace Vamos.Adapters.Tests.SetAside;

using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vamos.Adapter.V1;
using Vamos.Adapters.Quarantine;
using Vamos.Adapters.Tests.Lab;

public sealed class QuarantineStoreTests
{
    [Fact]
    public void Memory_and_log_are_bounded_and_the_file_has_every_row()
    {
        const int Rows = QuarantineStore.MostRemembered + 500;
        var folder = Directory.CreateTempSubdirectory("vamos-quarantine-");
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var logs = new CapturedLogs();
        using var logging = LoggerFactory.Create(builder => builder.AddProvider(logs));
        using (var store = new QuarantineStore(
            "mds", folder.FullName, TimeProvider.System, services.GetRequiredService<IMeterFactory>(), logging.CreateLogger<QuarantineStore>()))
        {
            for (var again = 0; again < 2; again++)
            {
                for (var line = 0; line < Rows; line++)
                    store.SetAside(new SetAsideRow("file.csv", $"line {line}", [new RecordIssue { Field = "cedula", Reason = "missing" }]));
            }

            Assert.Equal(Rows, store.Count);
            Assert.Equal(QuarantineStore.MostRemembered, store.Rows.Count);
        }

        Assert.Equal(Rows, File.ReadLines(Path.Combine(folder.FullName, "set-aside-mds.jsonl")).Count());
        Assert.Equal(QuarantineStore.MostRemembered, logs.Entries.Count(entry => entry.Id.Id == 3100));
        Assert.Single(logs.Entries, entry => entry.Id.Id == 3101);
        folder.Delete(recursive: true);
    }
}
