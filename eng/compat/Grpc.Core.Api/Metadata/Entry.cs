namespace Grpc.Core;

using System.Buffers;
using System.Text;

public sealed partial class Metadata
{
    /// <summary>One key with its value: text, or bytes when the key ends in <see cref="BinaryHeaderSuffix"/>. Immutable.</summary>
    public sealed class Entry
    {
        private static readonly SearchValues<char> KeyCharacters =
            SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-.");

        private readonly string? _text;
        private readonly byte[]? _bytes;

        public Entry(string key, string value)
        {
            Key = Checked(key);
            if (HasBinarySuffix(Key))
                throw new ArgumentException($"The key '{Key}' ends in '{BinaryHeaderSuffix}' and takes bytes, not text.", nameof(key));
            ArgumentNullException.ThrowIfNull(value);
            if (value.AsSpan().IndexOfAnyExceptInRange(' ', '~') is var at and >= 0)
                throw new ArgumentException($"The value of '{Key}' may hold visible ASCII and spaces only; character {at} is another.", nameof(value));
            _text = value;
        }

        public Entry(string key, byte[] valueBytes)
        {
            Key = Checked(key);
            if (!HasBinarySuffix(Key))
                throw new ArgumentException($"The key '{Key}' does not end in '{BinaryHeaderSuffix}' and takes text, not bytes.", nameof(key));
            ArgumentNullException.ThrowIfNull(valueBytes);
            _bytes = (byte[])valueBytes.Clone();
        }

        /// <summary>The key, in lower case.</summary>
        public string Key { get; }

        public bool IsBinary => _bytes is not null;

        /// <summary>The text.</summary>
        /// <exception cref="InvalidOperationException">The entry is binary.</exception>
        public string Value => _text ?? throw new InvalidOperationException($"The value of '{Key}' is binary and has no text.");

        /// <summary>A copy of the bytes; of a text its ASCII bytes.</summary>
        public byte[] ValueBytes => _bytes is null ? Encoding.ASCII.GetBytes(_text!) : (byte[])_bytes.Clone();

        public override string ToString() =>
            IsBinary ? $"[Entry: key={Key}, valueBytes={Convert.ToHexString(_bytes!)}]" : $"[Entry: key={Key}, value={_text}]";

        internal bool IsNamed(string key) => string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);

        private static string Checked(string key)
        {
            ArgumentException.ThrowIfNullOrEmpty(key);
            return key.AsSpan().ContainsAnyExcept(KeyCharacters)
                ? throw new ArgumentException($"The key '{key}' may hold letters, digits, '_', '-' and '.' of ASCII only.", nameof(key))
                : key.ToLowerInvariant();
        }

        private static bool HasBinarySuffix(string key) => key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);
    }
}
