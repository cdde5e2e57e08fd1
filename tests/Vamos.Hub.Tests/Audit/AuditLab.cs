namespace Vamos.Hub.Tests.Audit;

using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging.Abstractions;
using Vamos.Exchange.V1;
using Vamos.Hub.Audit;
using Vamos.Hub.Audit.History;
using Vamos.Hub.Audit.Receipts;
using Vamos.Hub.Audit.Verification;
using Vamos.Hub.Storage;
using Vamos.Trust.Transparency;

/// <summary>A log in a database of its own, which can be closed, tampered with and opened again.</summary>
public sealed class AuditLab : IAsyncDisposable
{
    private AuditLab(string connectionString, CheckpointSigner signer, AuditSettings settings)
    {
        ConnectionString = connectionString;
        Signer = signer;
        Settings = settings;
        Database = Database.Open(connectionString);
    }

    public static CheckpointSigner Key { get; } = new("test.example/log", ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public string ConnectionString { get; }

    public CheckpointSigner Signer { get; }

    public AuditSettings Settings { get; set; }

    public Database Database { get; private set; }

    public AuditLog Log { get; private set; } = null!;

    public AuditReceipts Receipts => new(Database, TimeProvider.System);

    public ExchangeHistory History => new(Database);

    /// <summary>Opens a log that seals only when it is told to.</summary>
    public static async Task<AuditLab> OpenAsync(string connectionString, AuditSettings? settings = null)
    {
        var lab = new AuditLab(connectionString, Key, settings ?? new AuditSettings
        {
            CheckpointInterval = TimeSpan.FromHours(1),
            MinimumFreeBytes = 0,
            TimeLimit = TimeSpan.FromSeconds(30),
        });
        try
        {
            await lab.OpenAsync();
        }
        catch
        {
            lab.Database.Dispose();
            throw;
        }

        return lab;
    }

    public async Task ReopenAsync()
    {
        await CloseAsync();
        Database = Database.Open(ConnectionString);
        await OpenAsync();
    }

    public async Task CloseAsync()
    {
        await Log.DisposeAsync();
        Database.Dispose();
    }

    public static ExchangeRecord Record(int number, string consumer = "mtess", byte[]? subject = null) => new()
    {
        ExchangeId = $"exchange-{number}",
        ConsumerInstitution = consumer,
        Method = "/vamos.beneficiary.v1.BeneficiaryService/GetBeneficiary",
        Purpose = Purpose.CaseManagement,
        Outcome = ExchangeOutcome.Answered,
        SubjectHash = subject is null ? ByteString.Empty : ByteString.CopyFrom(subject),
        RequestTime = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow),
        ResponseTime = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddMilliseconds(number)),
    };

    /// <summary>Appends records whose exchange ids count from the size of the log on.</summary>
    public async Task AppendAsync(int first, int count) =>
        await Log.AppendAsync([.. Enumerable.Range(first, count).Select(i => Record(i))]);

    /// <summary>Verifies as another process would, beside the one that has the log open.</summary>
    public async Task<AuditFinding> VerifyAsync(params Checkpoint[] witnessed)
    {
        using var reader = Database.Open(ConnectionString, readOnly: true);
        return await LogVerification.RunAsync(reader, [Key.VerifierKey], witnessed, CancellationToken.None);
    }

    public async Task<Receipt> ReceiptAsync(int number) =>
        (await Receipts.FindAsync($"exchange-{number}", TimeSpan.FromSeconds(5), CancellationToken.None))!;

    public async Task<Checkpoint> SealAsync()
    {
        await Log.SealAsync(CancellationToken.None);
        return (await Receipts.CheckpointAsync(CancellationToken.None))!;
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    private async Task OpenAsync() =>
        Log = await AuditLog.OpenAsync(Database, Settings, Signer, TimeProvider.System, NullLogger<AuditLog>.Instance, CancellationToken.None);
}
