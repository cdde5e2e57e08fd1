namespace Grpc.Core;

/// <summary>The part of a generated client that does not depend on its own type.</summary>
public abstract class ClientBase
{
    /// <summary>For test doubles: every call that is not overridden fails.</summary>
    protected ClientBase()
        : this(new UnboundCallInvoker())
    {
    }

    protected ClientBase(ChannelBase channel)
        : this(Invoker(channel))
    {
    }

    protected ClientBase(CallInvoker callInvoker)
        : this(new ClientBaseConfiguration(callInvoker, null))
    {
    }

    protected ClientBase(ClientBaseConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        Configuration = configuration;
        CallInvoker = configuration.Decorated();
    }

    /// <summary>What the calls of this client are made with.</summary>
    protected CallInvoker CallInvoker { get; }

    internal ClientBaseConfiguration Configuration { get; }

    private static CallInvoker Invoker(ChannelBase channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return channel.CreateCallInvoker();
    }

    /// <summary>What a client hands to a changed copy of itself.</summary>
    protected internal class ClientBaseConfiguration
    {
        private readonly CallInvoker _plain;
        private readonly string? _host;

        internal ClientBaseConfiguration(CallInvoker plain, string? host)
        {
            ArgumentNullException.ThrowIfNull(plain);
            _plain = plain;
            _host = host;
        }

        internal CallInvoker Decorated() => _host is null ? _plain : new HostCallInvoker(_plain, _host);

        internal ClientBaseConfiguration WithHost(string host) => new(_plain, host);
    }
}
