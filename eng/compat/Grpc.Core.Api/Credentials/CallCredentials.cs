namespace Grpc.Core;

/// <summary>Proof of who calls, added to each call rather than to the connection.</summary>
public abstract class CallCredentials
{
    /// <summary>Several credentials on the same call, in the order given.</summary>
    public static CallCredentials Compose(params CallCredentials[] credentials) => new CompositeCallCredentials(credentials);

    /// <summary>Credentials that a function writes into the headers of each call.</summary>
    public static CallCredentials FromInterceptor(AsyncAuthInterceptor interceptor) => new InterceptedCallCredentials(interceptor);

    /// <summary>For runtimes: tells the configurator what these credentials consist of.</summary>
    public abstract void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state);
}
