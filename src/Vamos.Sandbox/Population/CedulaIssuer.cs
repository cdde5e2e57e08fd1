namespace Vamos.Sandbox.Population;

/// <summary>Issues numbers far above any that exists, and now and then the same number twice, told apart by a letter only.</summary>
internal sealed class CedulaIssuer(Dice dice)
{
    /// <summary>The first number of the generated population.</summary>
    public const int First = 91_000_000;

    private readonly HashSet<(int Number, char Letter)> _takenWithLetter = [];
    private int _next = First;

    public Cedula? For(int age, bool indigenous)
    {
        var withoutAny = age < 1 ? 0.6 : indigenous ? 0.15 : 0.015;
        if (dice.Chance(withoutAny))
            return null;
        if (!dice.Chance(0.004))
            return new Cedula(_next++);

        var letter = dice.Of<char>(['A', 'B']);
        var isTwin = _next > First && dice.Chance(0.5);
        // The number before belongs to somebody without a letter, or is the same letter's twin; step on when it is taken.
        return isTwin && _takenWithLetter.Add((_next - 1, letter)) ? new Cedula(_next - 1, letter) : Lettered(letter);
    }

    private Cedula Lettered(char letter)
    {
        _takenWithLetter.Add((_next, letter));
        return new Cedula(_next++, letter);
    }
}
