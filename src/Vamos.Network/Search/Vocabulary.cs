namespace Vamos.Network.Search;

/// <summary>The words of all services, numbered. It only grows; one thread writes, and what a reader took stays as it is.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];
    private string[] _taken = [];

    public int NumberOf(string word)
    {
        if (_numbers.TryGetValue(word, out var number))
            return number;
        _words.Add(word);
        return _numbers[word] = _words.Count - 1;
    }

    /// <summary>The words by their numbers.</summary>
    public string[] Take() => _taken.Length == _words.Count ? _taken : _taken = [.. _words];
}
