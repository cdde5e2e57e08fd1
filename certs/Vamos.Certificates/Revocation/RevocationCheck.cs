namespace Vamos.Certificates;

using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;

/// <summary>The revocation lists that count at this moment, shared by every identity of a source. Asking is cheap enough for every call.</summary>
internal sealed class RevocationCheck
{
    private volatile Generation _generation = new(RevocationLists.None);

    public RevocationLists Lists
    {
        get => _generation.Lists;
        set => _generation = new Generation(value);
    }

    public DateTimeOffset? RevokedAt(X509Certificate2 certificate) => _generation.RevokedAt(certificate);

    // Answers are kept as long as the lists by which they were given.
    private sealed class Generation(RevocationLists lists)
    {
        private readonly ConditionalWeakTable<X509Certificate2, Answer> _answers = [];

        public RevocationLists Lists => lists;

        public DateTimeOffset? RevokedAt(X509Certificate2 certificate) =>
            _answers.TryGetValue(certificate, out var known)
                ? known.RevokedAt
                : _answers.GetValue(certificate, asked => new Answer(lists.RevokedAt(asked))).RevokedAt;
    }

    private sealed record Answer(DateTimeOffset? RevokedAt);
}
