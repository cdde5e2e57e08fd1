namespace Vamos.Adapters.Mds.Changes;

using System.Buffers;
using System.Buffers.Binary;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

/// <summary>Tells whether a row is still what it was, without keeping what it says.</summary>
internal sealed class RowFingerprint
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public UInt128 Of(DbDataReader row)
    {
        _bytes.ResetWrittenCount();
        for (var column = 0; column < row.FieldCount; column++)
        {
            switch (row.GetValue(column))
            {
                case DBNull:
                    Begin(-1);
                    break;
                case byte[] bytes:
                    Begin(bytes.Length);
                    _bytes.Write(bytes);
                    break;
                case var value:
                    var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
                    Begin(Encoding.UTF8.GetByteCount(text));
                    Encoding.UTF8.GetBytes(text, _bytes);
                    break;
            }
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_bytes.WrittenSpan, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    // The length goes first, so that no two rows run together alike.
    private void Begin(int length)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.GetSpan(sizeof(int)), length);
        _bytes.Advance(sizeof(int));
    }
}
