namespace Vamos.Sandbox.LegacySystems;

using System.Globalization;

/// <summary>How a simulated system misbehaves.</summary>
public enum Mood
{
    /// <summary>Not at all.</summary>
    Well,

    /// <summary>Answers late.</summary>
    Slow,

    /// <summary>Answers with its protocol's way of saying that it failed.</summary>
    Failing,

    /// <summary>Answers with something that its protocol does not know.</summary>
    Garbage,

    /// <summary>Is not there.</summary>
    Down,
}

/// <summary>What a simulated system was told about its behaviour. Written as <c>well</c>, <c>slow:2s</c>, <c>failing</c>, <c>garbage</c> or <c>down</c>.</summary>
/// <param name="Mood">How it misbehaves.</param>
/// <param name="Delay">How late a slow one answers.</param>
public sealed record Disturbance(Mood Mood, TimeSpan Delay = default)
{
    /// <summary>None.</summary>
    public static Disturbance None { get; } = new(Mood.Well);

    /// <summary>What is accepted, for help and errors.</summary>
    public const string Forms = "well, slow:<seconds>s, failing, garbage, down";

    /// <summary>Reads one; false when the text is none.</summary>
    public static bool TryParse(string text, out Disturbance disturbance)
    {
        disturbance = None;
        var (name, delay) = text.Split(':', 2) is [var first, var second] ? (first, second) : (text, "");
        if (!Enum.TryParse<Mood>(name, ignoreCase: true, out var mood) || !Enum.IsDefined(mood) || char.IsAsciiDigit(name[0]))
            return false;
        if (mood != Mood.Slow)
        {
            disturbance = new Disturbance(mood);
            return delay.Length == 0;
        }

        if (!double.TryParse(delay.TrimEnd('s'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) || seconds is <= 0 or > 3600)
            return false;
        disturbance = new Disturbance(mood, TimeSpan.FromSeconds(seconds));
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => Mood == Mood.Slow
        ? string.Create(CultureInfo.InvariantCulture, $"slow:{Delay.TotalSeconds}s")
        : Mood.ToString().ToLowerInvariant();
}
