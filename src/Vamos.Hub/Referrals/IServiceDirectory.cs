namespace Vamos.Hub.Referrals;

/// <summary>
/// The services that people can be sent to. The question is this room's; whoever keeps the catalogue answers it, and the composition of the hub brings the
/// two together.
/// </summary>
public interface IServiceDirectory
{
    /// <summary>A service as it is offered now; null when there is none.</summary>
    ValueTask<ListedService?> FindAsync(string serviceId, CancellationToken cancellation);
}

/// <summary>What a referral needs to know of a service.</summary>
/// <param name="ServiceId">Its identifier.</param>
/// <param name="Provider">Code of the institution that provides it, and so receives its referrals.</param>
public sealed record ListedService(string ServiceId, string Provider)
{
    /// <summary>Whether people can be sent there now. One that is suspended takes nobody.</summary>
    public bool TakesReferrals { get; init; } = true;

    /// <summary>Time within which the provider promises to accept or decline; null when it promises none.</summary>
    public TimeSpan? AnswersWithin { get; init; }

    /// <summary>Time within which it promises to have served a person whom it accepted; null when it promises none.</summary>
    public TimeSpan? ServesWithin { get; init; }
}
