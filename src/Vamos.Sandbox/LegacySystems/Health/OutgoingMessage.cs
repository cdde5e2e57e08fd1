namespace Vamos.Sandbox.LegacySystems.Health;

/// <summary>A message on its way.</summary>
/// <param name="ControlId">Its number, the same however often it is sent.</param>
/// <param name="Bytes">The message.</param>
internal sealed record OutgoingMessage(string ControlId, byte[] Bytes)
{
    /// <summary>Done with the code of the answer: AA, AE or AR.</summary>
    public TaskCompletionSource<string> Answered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
