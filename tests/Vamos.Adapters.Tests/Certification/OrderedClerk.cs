namespace Vamos.Adapters.Tests.Certification;

using Vamos.Common.V1;
using Vamos.Sandbox.Population;

/// <summary>
/// Somebody who changes records in a simulated legacy system of this process whenever a certification's command, a process of its own, orders it: the
/// command writes whose into a file, and the clerk reads it.
/// </summary>
internal sealed class OrderedClerk : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    private readonly DirectoryInfo _desk = Directory.CreateTempSubdirectory("vamos-clerk-");
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;

    private OrderedClerk(Func<Cedula, int, Task> change)
    {
        Orders = Path.Combine(_desk.FullName, "orders");
        _work = Task.Run(() => WorkAsync(change));
    }

    /// <summary>For <c>changes.command</c>.</summary>
    public string Command => $"echo $VAMOS_PERSON >> '{Orders}'";

    private string Orders { get; }

    /// <summary>Begins to work.</summary>
    /// <param name="change">Changes the records of a person; told how many orders there were before.</param>
    public static OrderedClerk Start(Func<Cedula, int, Task> change) => new(change);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _stop.Dispose();
        _desk.Delete(recursive: true);
    }

    private async Task WorkAsync(Func<Cedula, int, Task> change)
    {
        for (var done = 0; !_stop.IsCancellationRequested; await Task.Delay(LookEvery, CancellationToken.None))
        {
            foreach (var order in File.Exists(Orders) ? (await File.ReadAllLinesAsync(Orders)).Skip(done) : [])
            {
                Assert.True(NationalId.TryParse(order, out var person), order);
                await change(new Cedula(int.Parse(person.Number), person.Letter.Length == 0 ? null : person.Letter[0]), done++);
            }
        }
    }
}
