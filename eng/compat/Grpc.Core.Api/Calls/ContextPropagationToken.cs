namespace Grpc.Core;

/// <summary>Carries the context of a call being served to the calls made meanwhile. Opaque; only a runtime makes one.</summary>
public abstract class ContextPropagationToken
{
    internal ContextPropagationToken()
    {
    }
}
