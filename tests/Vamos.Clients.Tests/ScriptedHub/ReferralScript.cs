namespace Vamos.Clients.Tests.ScriptedHub;

using Google.Protobuf;
using Grpc.Core;
using Vamos.Referral.V1;

/// <summary>What the scripted hub answers about referrals.</summary>
public sealed class ReferralScript
{
    /// <summary>The referral that answers a request, whichever it is.</summary>
    public Func<IMessage, Referral> Answer { get; set; } = _ => new Referral();

    /// <summary>Answers a list.</summary>
    public Func<ListReferralsRequest, ListReferralsResponse> Page { get; set; } = _ => new ListReferralsResponse();

    /// <summary>Tells events; the number is that of the call, counted from 1.</summary>
    public Func<WatchReferralsRequest, IServerStreamWriter<WatchReferralsResponse>, int, Task> Watch { get; set; } = (_, _, _) => Task.CompletedTask;
}
