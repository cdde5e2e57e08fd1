namespace Vamos.Hosting.Settings;

/// <summary>The configuration cannot be used. The message lists everything that is wrong with it, a line each.</summary>
public sealed class SettingsException(IReadOnlyList<string> errors)
    : Exception("The configuration cannot be used:" + string.Concat(errors.Select(e => Environment.NewLine + "  - " + e)))
{
    /// <summary>Everything that is wrong, each with the key it is about.</summary>
    public IReadOnlyList<string> Errors { get; } = errors;
}
