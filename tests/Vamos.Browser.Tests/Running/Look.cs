namespace Vamos.Browser.Tests.Running;

/// <summary>How the page is looked at.</summary>
/// <param name="Language">As the switch says it: <c>es</c>, <c>en</c>.</param>
/// <param name="Theme"><c>light</c>, <c>dark</c>.</param>
/// <param name="Width">Of the window.</param>
/// <param name="Height">Of the window.</param>
internal sealed record Look(string Language = "es", string Theme = "light", int Width = 1440, int Height = 900)
{
    public override string ToString() => $"{Language}-{Theme}-{Width}";
}
