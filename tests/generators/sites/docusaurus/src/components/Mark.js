import React from 'react';

export default function Mark({color, children}) {
  return <mark style={{backgroundColor: color}}>{children}</mark>;
}
