namespace Vamos.LoadTest.Drops;

using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Vamos.Adapters.Drops;
using Vamos.Adapters.Mds.Drops;
using Vamos.Adapters.Quarantine;

/// <summary>The command <c>drops</c>: takes in the file of one night, then that of the next, in which one person of a hundred differs.</summary>
internal static class DropsCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new Options(args);
        var rows = options.Number("rows", 1_000_000);
        var folder = Directory.CreateTempSubdirectory("vamos-drops-load-");
        try
        {
            await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
            using var quarantine = new QuarantineStore(
                "mds", null, TimeProvider.System, services.GetRequiredService<IMeterFactory>(), NullLogger<QuarantineStore>.Instance);
            var inbox = folder.CreateSubdirectory("inbox");
            var settings = new DropSettings { Inbox = inbox.FullName, Store = Path.Combine(folder.FullName, "drops.db"), ChangesKept = 10_000_000 };
            using var room = new DropRoom(settings, MdsDrops.Layouts, quarantine, TimeProvider.System, NullLogger<DropRoom>.Instance);
            room.Open();
            List<DropFigures> figures =
            [
                await TakeAsync(room, WriteList(inbox, "fallecidos_20261119.csv", rows, night: 0)),
                await TakeAsync(room, WriteList(inbox, "fallecidos_20261120.csv", rows, night: 1)),
                Look(room, rows),
            ];
            if (options.Text("json") is { } path)
                await File.WriteAllTextAsync(path, JsonSerializer.Serialize(figures, Indented));
            return 0;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<DropFigures> TakeAsync(DropRoom room, FileInfo file)
    {
        var bytes = file.Length;
        await room.PollAsync(CancellationToken.None);
        var clock = Stopwatch.StartNew();
        var cpu = Environment.CpuUsage.TotalTime;
        var allocated = GC.GetTotalAllocatedBytes();
        var result = (await room.PollAsync(CancellationToken.None)).Single();
        if (result.Reason is not null)
            throw new InvalidOperationException(result.Reason);
        var seconds = clock.Elapsed.TotalSeconds;
        var figures = new DropFigures(
            file.Name, result.Rows, bytes, result.Changes, seconds, result.Rows / seconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
        Console.WriteLine(
            $"{figures.What}  {figures.Rows,9:n0} rows  {bytes / 1e6,6:n1} MB  {figures.Changes,9:n0} changes  {seconds,6:n2} s  "
            + $"{figures.RowsPerSecond,9:n0} rows/s  "
            + $"cpu {figures.CpuSeconds:n2} s  {(GC.GetTotalAllocatedBytes() - allocated) / result.Rows:n0} bytes allocated each  "
            + $"peak memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:n0} MB");
        return figures;
    }

    private static DropFigures Look(DropRoom room, int rows)
    {
        const int Batches = 500;
        const int People = 200;
        var layout = MdsDrops.Layouts.Single(layout => layout.Name == "fallecidos");
        var clock = Stopwatch.StartNew();
        var found = 0;
        for (var batch = 0; batch < Batches; batch++)
        {
            using var reading = room.Read();
            var keys = Enumerable.Range(0, People).Select(i => Number((((long)batch * People) + i) * 7919 % rows).ToString(CultureInfo.InvariantCulture));
            found += reading.OfPeople(layout, keys).Count;
        }

        var seconds = clock.Elapsed.TotalSeconds;
        Console.WriteLine($"lookups of {People}  {found / seconds,9:n0} people/s");
        return new DropFigures("lookups", found, 0, 0, seconds, found / seconds, seconds);
    }

    private static FileInfo WriteList(DirectoryInfo folder, string name, int rows, int night)
    {
        var path = Path.Combine(folder.FullName, name);
        using var file = new StreamWriter(path, append: false, Encoding.Latin1, 1 << 16) { NewLine = "\r\n" };
        file.WriteLine("cedula;primer_nombre;segundo_nombre;primer_apellido;segundo_apellido;apellido_casada;fecha_defuncion");
        for (var row = 0; row < rows; row++)
        {
            var day = new DateOnly(1990, 1, 1).AddDays((row + (row % 100 == 0 ? night : 0)) % 13_000);
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Number(row)};MARÍA;CONCEPCIÓN;BENÍTEZ;NÚÑEZ;DE OCAMPOS;{day:dd/MM/yyyy}"));
        }

        return new FileInfo(path);
    }

    // In no order, as they come.
    private static long Number(long row) => 1_000_000 + (row * 7_368_787 % 8_000_009);
}
