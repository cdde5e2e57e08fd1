namespace Vamos.Sandbox.Population;

/// <summary>An identity number, with the letter that sets apart two people who were once given the same one.</summary>
public readonly record struct Cedula(int Number, char? Letter = null)
{
    /// <inheritdoc/>
    public override string ToString() => Letter is { } letter ? $"{letter}-{Number}" : $"{Number}";
}
