namespace Vamos.Adapters.Hl7;

/// <summary>A place in a message, never what stands there. Numbers begin at 1; 0 is the whole of it.</summary>
/// <param name="Segment">Name of the segment.</param>
/// <param name="Occurrence">Which one of that name.</param>
/// <param name="Field">Field.</param>
/// <param name="Repetition">Repetition of the field.</param>
/// <param name="Component">Component.</param>
public readonly record struct Hl7Location(string Segment, int Occurrence, int Field = 0, int Repetition = 0, int Component = 0)
{
    /// <summary>As people write it: <c>PID-3</c>, <c>PID-3.5</c>, <c>RXA[2]-5</c>.</summary>
    public override string ToString()
    {
        var segment = Occurrence > 1 ? $"{Segment}[{Occurrence}]" : Segment;
        return (Field, Component) switch
        {
            (0, _) => segment,
            (_, 0) => $"{segment}-{Field}",
            _ => $"{segment}-{Field}.{Component}",
        };
    }
}
