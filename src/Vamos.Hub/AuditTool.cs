namespace Vamos.Hub;

using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Vamos.Hub.Audit;
using Vamos.Hub.Audit.Retention;
using Vamos.Hub.Audit.Verification;
using Vamos.Hub.Configuration;
using Vamos.Hub.Storage;
using Vamos.Trust.Transparency;

/// <summary>What the operator does with the exchange log by hand: verify all of it, and move old records into archives.</summary>
internal static class AuditTool
{
    private const int ExitOk = 0;
    private const int ExitFound = 9;
    private const int ExitUsage = 64;

    public const string Help = """
          Vamos.Hub audit verify [--witness RECEIPT ...]      every record, the tree and all checkpoints; beside a running hub
          Vamos.Hub audit archive --to FOLDER --before INDEX  moves old records into files; with SQLite while the hub is stopped
          Vamos.Hub audit verify-archive FILE                 an archive on its own
        The keys Hub:Audit:Database, Keys and Origin apply. A witness is a receipt that somebody kept: it shows records that were cut off.
        Exit codes: 0 all is well, 9 something is wrong (the first bad position is named), 64 the command line.
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables().AddCommandLine([.. args.Where(a => a.StartsWith("--Hub:", StringComparison.OrdinalIgnoreCase))]).Build();
        var keeping = HubConfiguration.ReadAudit(configuration);
        try
        {
            var keys = (await File.ReadAllLinesAsync(keeping.VerifierKeyFile)).Where(l => l.Length != 0).Select(LogVerifierKey.Parse).ToArray();
            return args switch
            {
                ["verify", ..] => await VerifyAsync(keeping, keys, [.. Values(args, "--witness")]),
                ["archive", ..] when Values(args, "--to").FirstOrDefault() is { } folder
                    && long.TryParse(Values(args, "--before").FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var before) =>
                    await ArchiveAsync(keeping, keys, folder, before),
                ["verify-archive", var file, ..] => Tell(AuditArchive.Read(file).Verify(keys).Valid, AuditArchive.Read(file).Verify(keys).Explanation),
                _ => Usage(),
            };
        }
        catch (Exception e) when (e is IOException or FormatException or StorageException or InvalidDataException or AuditTamperedException)
        {
            return Tell(false, e.Message);
        }
    }

    private static async Task<int> VerifyAsync(AuditKeeping keeping, LogVerifierKey[] keys, string[] witnesses)
    {
        var witnessed = new List<Vamos.Exchange.V1.Checkpoint>();
        foreach (var file in witnesses)
        {
            var receipt = ReceiptFile.Read(file);
            if (ReceiptVerification.Verify(receipt, keys) is { Valid: false } finding)
                return Tell(false, $"The witness {file} is not valid itself. {finding.Explanation}");
            witnessed.Add(receipt.Checkpoint);
        }

        using var database = Database.Open(keeping.Database, readOnly: true);
        var found = await LogVerification.RunAsync(database, keys, witnessed, CancellationToken.None);
        return Tell(found.Valid, found.Explanation);
    }

    private static async Task<int> ArchiveAsync(AuditKeeping keeping, LogVerifierKey[] keys, string folder, long before)
    {
        using var database = Database.Open(keeping.Database);
        var retention = new AuditRetention(database, keys, NullLogger<AuditRetention>.Instance);
        var moved = 0;
        for (; await retention.ArchiveAsync(folder, before, CancellationToken.None) is { } file; moved++)
            Console.WriteLine(file);
        return Tell(true, moved == 0 ? "Nothing to archive: archives hold whole tiles of 256 records that a checkpoint covers." : $"{moved} archive(s) made and verified.");
    }

    private static int Tell(bool well, string explanation)
    {
        (well ? Console.Out : Console.Error).WriteLine(explanation);
        return well ? ExitOk : ExitFound;
    }

    private static int Usage()
    {
        Console.Error.WriteLine(Help);
        return ExitUsage;
    }

    private static IEnumerable<string> Values(string[] args, string name) =>
        Enumerable.Range(0, args.Length - 1).Where(i => args[i] == name).Select(i => args[i + 1]);
}
