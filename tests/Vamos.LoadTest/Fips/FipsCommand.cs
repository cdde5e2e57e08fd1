namespace Vamos.LoadTest.Fips;

using System.Diagnostics;
using System.Text.Json;
using Grpc.Core;
using Npgsql;
using Vamos.Fips.V1;
using Vamos.Testing;

/// <summary>The command <c>fips</c>. Callers, hub and databases share the cores; every commit reaches the disk.</summary>
internal static class FipsCommand
{
    private const int WarmUp = 2_000;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly Metadata Purpose = new() { { "vamos-purpose", "PURPOSE_CASE_MANAGEMENT" } };

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new Options(args);
        var folder = Directory.CreateTempSubdirectory("vamos-fips-load-").FullName;
        try
        {
            using var postgres = new PostgresServer(durable: true);
            var figures = new[]
            {
                await MeasureAsync("SQLite", folder, Path.Combine(folder, "audit.db"), Path.Combine(folder, "forms.db"), options),
                await MeasureAsync("PostgreSQL", folder, Make(postgres, "audit"), Make(postgres, "forms"), options),
            };
            if (options.Text("json") is { } path)
                await File.WriteAllTextAsync(path, JsonSerializer.Serialize(figures, Indented));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Figures> MeasureAsync(string name, string folder, string audit, string forms, Options options)
    {
        await using var ground = await FipsGround.StartAsync(folder, audit, forms);
        var count = options.Number("forms", 50_000);
        await ImportAsync(ground.Client(), "warm", 1_000_000, WarmUp, 0);
        var first = await ImportAsync(ground.Client(), "first", 0, count, 0);
        var second = await ImportAsync(ground.Client(), "second", 0, count, 1);
        var repeated = await ImportAsync(ground.Client(), "second", 0, count, 1);
        var (one, median) = await SubmitAsync(ground, options.Number("callers", 64), TimeSpan.FromSeconds(options.Number("seconds", 5)));
        var figures = new Figures(name, count, first, second, repeated, one, median);
        Console.WriteLine(
            $"{name,-10}  import of new households {first,7:n0} forms/s, of known ones {second,7:n0}, of what is stored already {repeated,7:n0}; "
            + $"one by one {one,6:n0} forms/s, median {median:n1} ms");
        return figures;
    }

    /// <returns>Forms a second, from the first that is sent to the answer.</returns>
    private static async Task<double> ImportAsync(FipsService.FipsServiceClient client, string run, int from, int count, int form)
    {
        var watch = Stopwatch.StartNew();
        using var call = client.ImportForms(Purpose);
        for (var i = 0; i < count; i++)
            await call.RequestStream.WriteAsync(new ImportFormsRequest { CorrelationId = i, RequestId = $"{run}-{i}", Form = SampleHousehold.Form(from + i, form) });
        await call.RequestStream.CompleteAsync();
        var response = await call;
        var elapsed = watch.Elapsed;
        if (response.RefusedCount != 0)
            throw new InvalidOperationException($"{response.RefusedCount} form(s) were refused, the first because of {response.Failures[0].Error}");
        return count / elapsed.TotalSeconds;
    }

    private static async Task<(double PerSecond, double MedianMilliseconds)> SubmitAsync(FipsGround ground, int callers, TimeSpan length)
    {
        var clients = Enumerable.Range(0, 4).Select(_ => ground.Client()).ToArray();
        var watch = Stopwatch.StartNew();
        var each = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var times = new List<double>();
            while (watch.Elapsed < length)
            {
                var began = watch.Elapsed;
                var request = new SubmitFormRequest { Form = SampleHousehold.Form(2_000_000 + (caller * 100_000) + times.Count, 0), RequestId = $"{caller}-{times.Count}" };
                await clients[caller % clients.Length].SubmitFormAsync(request, Purpose);
                times.Add((watch.Elapsed - began).TotalMilliseconds);
            }

            return times;
        })));
        var elapsed = watch.Elapsed.TotalSeconds;
        var all = each.SelectMany(times => times).Order().ToArray();
        return (all.Length / elapsed, all[all.Length / 2]);
    }

    private static string Make(PostgresServer server, string name)
    {
        using var source = NpgsqlDataSource.Create(server.ConnectionString);
        using var create = source.CreateCommand($"CREATE DATABASE {name}");
        create.ExecuteNonQuery();
        return new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name }.ToString();
    }

    private sealed record Figures(
        string Database, int Forms, double NewHouseholdsPerSecond, double KnownHouseholdsPerSecond, double RepeatedPerSecond, double OneByOnePerSecond, double OneByOneMedian);
}
