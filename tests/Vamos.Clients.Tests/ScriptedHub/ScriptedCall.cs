namespace Vamos.Clients.Tests.ScriptedHub;

using Grpc.Core;

/// <summary>What arrived at the scripted hub.</summary>
public sealed record ScriptedCall(string Method, object Request, Metadata Headers, DateTime Deadline, DateTime ReceivedAt)
{
    public string? Header(string key) => Headers.GetValue(key);
}
