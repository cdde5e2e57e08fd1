namespace Vamos.Compat.Redis.Tests.Soak;

using System.Globalization;
using System.Text;
using Microsoft.Diagnostics.Runtime;
using StackExchange.Redis;

/// <summary>Writes down all there is to know at the moment of a stall: calls, connections, threads, waiting async methods.</summary>
internal static class StallReport
{
    private static readonly string[] _ofInterest = ["StackExchange.Redis", "Pipelines.Sockets", "System.IO.Pipelines", "Vamos.Compat"];

    /// <summary>The file that was written.</summary>
    public static string Write(string reason, PendingCalls calls, IReadOnlyList<ConnectionMultiplexer> connections)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "TestResults"));
        var path = Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"stall-{DateTime.UtcNow:yyyyMMdd-HHmmss-fff}.txt"));
        var text = new StringBuilder(reason).AppendLine().AppendLine();
        Section(text, "calls under way", t => Calls(t, calls));
        Section(text, "thread pool", ThreadPoolState);
        foreach (var connection in connections)
            Section(text, "connection " + connection.ClientName, t => Connection(t, connection));
        File.WriteAllText(path, text.ToString());

        // From a snapshot of this process. Last, because it takes long and may fail where the system forbids it.
        Section(text, "threads and waiting async methods", Process);
        File.WriteAllText(path, text.ToString());
        return path;
    }

    private static void Section(StringBuilder text, string title, Action<StringBuilder> write)
    {
        text.AppendLine().Append("=== ").AppendLine(title);
        try
        {
            write(text);
        }
        catch (Exception e)
        {
            text.Append("not available: ").AppendLine(e.ToString());
        }
    }

    private static void Calls(StringBuilder text, PendingCalls calls)
    {
        foreach (var (what, age) in calls.UnderWay)
            text.AppendLine(CultureInfo.InvariantCulture, $"{age.TotalSeconds,8:0.000} s  {what}");
        foreach (var (outcome, count) in calls.Outcomes)
            text.AppendLine(CultureInfo.InvariantCulture, $"{count,8} {outcome}");
    }

    private static void ThreadPoolState(StringBuilder text)
        => text.AppendLine(
            CultureInfo.InvariantCulture,
            $"threads {ThreadPool.ThreadCount}, queued {ThreadPool.PendingWorkItemCount}, completed {ThreadPool.CompletedWorkItemCount}");

    private static void Connection(StringBuilder text, ConnectionMultiplexer connection)
    {
        text.AppendLine(connection.GetStatus());
        text.AppendLine(connection.GetCounters().ToString());
        text.AppendLine(connection.GetStormLog());
    }

    private static void Process(StringBuilder text)
    {
        using var target = DataTarget.CreateSnapshotAndAttach(Environment.ProcessId);
        using var runtime = target.ClrVersions[0].CreateRuntime();
        foreach (var thread in runtime.Threads.Where(t => t.IsAlive))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"thread {thread.ManagedThreadId} (system {thread.OSThreadId})");
            foreach (var frame in thread.EnumerateStackTrace().Take(60))
                text.Append("    ").AppendLine(frame.ToString());
        }

        Section(text, "requests on connections that were shut down: nobody will ever answer or fail them", t => LeftBehind(t, runtime.Heap));
        Section(text, "waiting async methods: state, count, type", t => Waiting(t, runtime.Heap));
    }

    private static void LeftBehind(StringBuilder text, ClrHeap heap)
    {
        foreach (var connection in heap.EnumerateObjects().Where(o => o.Type?.Name == "StackExchange.Redis.PhysicalConnection"))
        {
            var queue = connection.ReadObjectField("_writtenAwaitingResponse");
            var count = queue.ReadField<int>("_size");
            if (count == 0 || !connection.ReadField<bool>("_isShutdown"))
                continue;
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{connection.ReadStringField("_physicalName")}, write status {connection.ReadField<int>("_writeStatus")}: {count} waiting");
            var requests = queue.ReadObjectField("_array").AsArray();
            var head = queue.ReadField<int>("_head");
            for (var i = 0; i < count; i++)
            {
                var request = requests.GetObjectValue((head + i) % requests.Length);
                text.AppendLine(CultureInfo.InvariantCulture, $"    {request.Type?.Name}, since tick {request.ReadField<int>("_writeTickCount")}");
            }
        }
    }

    private static void Waiting(StringBuilder text, ClrHeap heap)
    {
        var waiting = heap.EnumerateObjects()
            .Where(o => o.Type?.Name is { } name && name.Contains("AsyncStateMachineBox", StringComparison.Ordinal)
                && _ofInterest.Any(part => name.Contains(part, StringComparison.Ordinal)))
            .GroupBy(o => (State(o), o.Type!.Name))
            .OrderByDescending(group => group.Count());
        foreach (var group in waiting)
            text.AppendLine(CultureInfo.InvariantCulture, $"{group.Key.Item1,4} {group.Count(),7} {group.Key.Name}");
    }

    // -2 is an ended method; everything from 0 on says at which await it stands. Unoptimized code keeps the machine in a class.
    private static int State(ClrObject box) => box.Type!.GetFieldByName("StateMachine") switch
    {
        { IsObjectReference: true } => box.ReadObjectField("StateMachine") is { IsNull: false } machine ? machine.ReadField<int>("<>1__state") : -2,
        { } => box.ReadValueTypeField("StateMachine").ReadField<int>("<>1__state"),
        null => int.MinValue,
    };
}
