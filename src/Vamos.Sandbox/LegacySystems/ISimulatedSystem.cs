namespace Vamos.Sandbox.LegacySystems;

/// <summary>A legacy system of the sandbox: a real server on its real protocol that can be told to misbehave while it runs.</summary>
public interface ISimulatedSystem : IAsyncDisposable
{
    /// <summary>Its name in commands. Example: <c>mtess-soap</c>.</summary>
    string Name { get; }

    /// <summary>What it is and where, in a few words for the welcome.</summary>
    string Description { get; }

    /// <summary>How it behaves at the moment.</summary>
    Disturbance Disturbance { get; }

    /// <summary>Tells it how to behave from now on.</summary>
    Task DisturbAsync(Disturbance disturbance, CancellationToken cancellationToken);
}
