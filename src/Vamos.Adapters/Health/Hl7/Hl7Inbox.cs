namespace Vamos.Adapters.Health.Hl7;

using System.Text;
using Vamos.Adapters.Health.Hl7.Store;
using Vamos.Adapters.Hl7;

/// <summary>
/// A folder into which files of messages are put, <c>*.hl7</c>. Each is first read whole, so that one that was cut or contradicts itself is refused
/// before any of it is applied. Then its messages are taken like those that are sent, and it is moved to <c>accepted</c> or <c>refused</c>, with a
/// report beside it. Taking a file twice does no harm.
/// </summary>
internal sealed class Hl7Inbox(string folder, Hl7Settings settings, Hl7Receiver receiver, TimeProvider time, ILogger logger)
{
    private const string Pattern = "*.hl7";
    private const int AtOnce = 128;

    // A file that was written this long ago is whole. Writers that take longer give it its name at the end.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);
    private static readonly EnumerationOptions AnyCase = new() { MatchCasing = MatchCasing.CaseInsensitive };

    private readonly HashSet<(string, DateTime)> _stuck = [];

    /// <summary>Looks again and again until told to stop.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await LookAsync(cancellationToken);
                await Task.Delay(settings.InboxInterval, time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    /// <summary>Takes every file that is there, oldest name first.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles(Pattern, AnyCase).OrderBy(file => file.Name, StringComparer.Ordinal).ToList())
            {
                cancellationToken.ThrowIfCancellationRequested();
                var isSettled = file.LastWriteTimeUtc <= time.GetUtcNow().UtcDateTime - Settling;
                if (isSettled && !_stuck.Contains((file.Name, file.LastWriteTimeUtc)))
                    await TakeAsync(file, cancellationToken);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Hl7Log.InboxNotRead(logger, e.GetType().Name);
        }
    }

    private async Task TakeAsync(FileInfo file, CancellationToken cancellationToken)
    {
        var report = new StringBuilder();
        var isAccepted = false;
        try
        {
            await using (var whole = file.OpenRead())
            {
                await foreach (var _ in new Hl7FileReader(whole, settings.Limits).ReadAsync(cancellationToken))
                {
                    // Only looked at: the reader throws where the file contradicts itself.
                }
            }

            isAccepted = await TakeMessagesAsync(file, report, cancellationToken);
        }
        catch (Hl7Exception e)
        {
            report.AppendLine($"file: {e.Message}");
            Hl7Log.FileRefused(logger, file.Name, e.Message);
        }

        Move(file, isAccepted ? "accepted" : "refused", report.ToString());
    }

    private async Task<bool> TakeMessagesAsync(FileInfo file, StringBuilder report, CancellationToken cancellationToken)
    {
        var (messages, accepted) = (0, 0);
        // They are taken in their order, but not one by one: many of them share a wait for the disk.
        var underway = new Queue<(Hl7FileMessage Message, Task<(Hl7Message?, Hl7Verdict Verdict)> Taken)>();
        await using var content = file.OpenRead();
        await foreach (var message in new Hl7FileReader(content, settings.Limits).ReadAsync(cancellationToken))
        {
            messages++;
            underway.Enqueue((message, receiver.TakeAsync(message.Bytes, message.IsTooLong)));
            if (underway.Count == AtOnce)
                accepted += await NoteAsync(underway.Dequeue(), report);
        }

        while (underway.TryDequeue(out var last))
            accepted += await NoteAsync(last, report);

        Hl7Log.FileTaken(logger, file.Name, messages, accepted, messages - accepted);
        report.Insert(0, $"messages: {messages}, accepted: {accepted}, refused: {messages - accepted}{Environment.NewLine}");
        if (messages == 0)
            report.AppendLine("file: holds no message");
        return messages != 0 && accepted == messages;
    }

    /// <summary>Waits for what became of a message, and reports it; 1 when it was accepted.</summary>
    private static async Task<int> NoteAsync((Hl7FileMessage Message, Task<(Hl7Message?, Hl7Verdict Verdict)> Taken) one, StringBuilder report)
    {
        var (_, verdict) = await one.Taken;
        if (verdict.Flaw is not { } flaw)
            return 1;
        var key = SetAsideMessage.Row("", Hl7Sniff.ControlId(one.Message.Bytes), flaw).Key;
        report.AppendLine($"line {one.Message.Line}: {(int)flaw.Code} {key} {flaw.Message}");
        return 0;
    }

    private void Move(FileInfo file, string to, string report)
    {
        try
        {
            var target = Directory.CreateDirectory(Path.Combine(folder, to));
            var name = $"{time.GetUtcNow():yyyyMMdd'T'HHmmssfff}-{file.Name}";
            File.WriteAllText(Path.Combine(target.FullName, name + ".txt"), report);
            file.MoveTo(Path.Combine(target.FullName, name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It stays where it is, and is not taken again and again.
            _stuck.Add((file.Name, file.LastWriteTimeUtc));
            Hl7Log.InboxNotRead(logger, e.GetType().Name);
        }
    }
}
