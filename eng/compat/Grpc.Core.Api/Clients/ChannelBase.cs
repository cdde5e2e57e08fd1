namespace Grpc.Core;

/// <summary>A way to one target, over which any number of calls can be made.</summary>
public abstract class ChannelBase
{
    protected ChannelBase(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        Target = target;
    }

    /// <summary>Where the calls go.</summary>
    public string Target { get; }

    /// <summary>A new invoker of calls over this channel.</summary>
    public abstract CallInvoker CreateCallInvoker();

    /// <summary>
    /// Lets the runtime shut the channel down, if it has a way of its own. Grpc.Net.Client has none: its channel is closed
    /// by disposing it.
    /// </summary>
    public Task ShutdownAsync() => ShutdownAsyncCore();

    protected virtual Task ShutdownAsyncCore() => Task.CompletedTask;
}
